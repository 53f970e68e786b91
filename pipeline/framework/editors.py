"""How each list of the framework is edited on screen; each app adds the editors of its lists."""

from dataclasses import dataclass

from pipeline.forms.entries import EntryForm


@dataclass(frozen=True)
class Editor:
    """The form that edits an entry, and the fragments that show one.

    `reading` prints `document`, an entry as it reads, on its own page. `fields` prints `form`;
    without one the fields stand below each other.
    """

    form: type[EntryForm]
    reading: str = "pipeline/framework/_reading.html"
    fields: str = "pipeline/framework/_fields.html"


EDITORS: dict[str, Editor] = {}
"""By the name of the list."""
