"""The lists that a framework consists of; each app adds those it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from pipeline.models.framework import Entry

ORDER = (
    "specializations",
    "levels",
    "skills",
    "dimensions",
    "components",
    "criteria",
    "anchors",
    "failures",
    "tasks",
    "kits",
    "questions",
    "probes",
    "signals",
    "backgrounds",
    "calibration_examples",
    "facts",
)
"""The top-level lists of a framework, as they are written: what others refer to comes first."""

RETIRABLE, DATED = "is_retired", "review_by"


@dataclass(frozen=True)
class EntryList:
    """One list of the framework: what an entry reads like as a document and as a row.

    `schema` is the JSON Schema of an entry; its properties, in their order, are the fields of
    the model of the same names. `identity` are the fields that together name an entry.
    `references` says which list the keys at a path belong to: "skill", "seats[].criteria[]",
    "shows{}" (the keys of a mapping). `kept_back` are the fields that not everybody may read,
    each with the actions of which any one lets somebody read it.
    """

    name: str
    singular: str
    model: type[Entry]
    schema: Mapping
    references: Mapping[str, str] = field(default_factory=dict)
    identity: tuple[str, ...] = ("key",)
    kept_back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.schema["properties"])

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @cached_property
    def defaults(self) -> dict:
        """What a document says in the fields that it leaves out, where it may."""
        return {
            name: _plain_default(self.model._meta.get_field(name))
            for name in self.fields
            if name not in self.schema["required"]
        }

    def key_of(self, document: Mapping) -> str:
        """Return what names the entry: its key, or "frames-first/junior/1" for an anchor."""
        return "/".join(str(document.get(part, "")) for part in self.identity)

    def name_of(self, document: Mapping) -> str:
        """Return what a person calls the entry."""
        spoken = ("name", "ask", "statement", "question")
        return next((document[name] for name in spoken if document.get(name)), "") or (
            self.key_of(document).replace("/", " · ")
        )


def _plain_default(model_field):
    value = model_field.get_default()
    return str(value) if model_field.choices and value is not None else value


LISTS: dict[str, EntryList] = {}
"""Every list by its name, in the order in which they are written."""


def add_lists(*added: EntryList) -> None:
    """Take lists into the framework, each in its place."""
    known = {**LISTS, **{entry_list.name: entry_list for entry_list in added}}
    LISTS.clear()
    LISTS.update({name: known[name] for name in ORDER if name in known})


def read_schema(path: Path) -> dict[str, dict]:
    """Return the JSON Schema of each list that the file describes, by its name."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: {"type": "object", "additionalProperties": False, **schema}
        for name, schema in content["lists"].items()
    }


DEFINITIONS = yaml.safe_load((Path(__file__).parent / "schema.yaml").read_text(encoding="utf-8"))[
    "definitions"
]


def whole_schema() -> dict:
    """Return the JSON Schema of a whole framework."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A hiring framework",
        "type": "object",
        "additionalProperties": False,
        "definitions": DEFINITIONS,
        "properties": {
            name: {"type": "array", "items": entry_list.schema}
            for name, entry_list in LISTS.items()
        },
    }
