"""How each list of the framework is read and edited on screen; each app adds its lists.

The pages at /framework/<list>/… serve every list alike. What is particular to one stands in two
fragments. `reading` is given:

- `entry_list`, the EntryList; `key` and `name` of the entry; `document`, what it reads like;
- `parts`, the same field by field, to be printed (see `pipeline.framework.parts`);
- `names`, what each entry is called, by list and then by key;
- `version`, the number of the old version that is shown, or None for the present;
- and whatever `beside` returns; `is_wide` among it gives the fragment the whole width.

`fields` stands within a `<form>` that has its token, its hidden fields, its note and its buttons
already. It is given `form` (bound or not), `entry_list`, `names`, and `key` and `document`, which
are None where an entry is added.

Both may `{% load framework %}` for

- `{% entry_link "criteria" key %}` and `{% entry_links "criteria" keys %}`: names that lead to
  their pages;
- `{% show_part parts "aim" %}`: one field as the pages show it everywhere, without its label;
- `{% show_parts parts "aim shows" %}`: several with their labels, or all where none is named.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.forms.entries import EntryForm

Beside = Callable[[Mapping, int | None], Mapping]
"""Returns further context for reading a document as it is (None) or was in a version."""


def nothing_beside(document: Mapping, version: int | None) -> Mapping:
    """Return no further context."""
    return {}


@dataclass(frozen=True)
class Editor:
    """The form that edits an entry, and the fragments that show one.

    `reading` prints `document`, an entry as it reads, on its own page. `fields` prints `form`;
    without one the fields stand below each other.
    """

    form: type[EntryForm]
    reading: str = "pipeline/framework/_reading.html"
    fields: str = "pipeline/framework/_fields.html"
    beside: Beside = nothing_beside


EDITORS: dict[str, Editor] = {}
"""By the name of the list."""
