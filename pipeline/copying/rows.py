"""Templates of openings as their list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from config.records.models import AuditEntry
from pipeline.copying.templates import TABLE
from pipeline.copying.values import list_in, mapping_in, name_in
from pipeline.models import OpeningTemplate


@dataclass(frozen=True)
class TemplateRow:
    """A template and what it holds, in words."""

    template: OpeningTemplate
    about: str
    holds: str


@dataclass(frozen=True)
class TemplateChange:
    """The latest change of a template that can be undone, as a sentence."""

    key: UUID
    sentence: str


def rows_of(templates: Iterable[OpeningTemplate]) -> list[TemplateRow]:
    """Return the rows of a list; what a template says is shown as far as it can be read."""
    return [TemplateRow(row, _about(row.content), _holds(row.content)) for row in templates]


def latest_change(key: UUID) -> TemplateChange | None:
    """Return what was last done to a template, where that can be undone."""
    entry = AuditEntry.objects.filter(table=TABLE, row_id=key).last()
    if entry is None or "name" not in (entry.before or {}):
        return None
    before, after = entry.before["name"], (entry.after or {}).get("name")
    if entry.action == "delete":
        return TemplateChange(key, f"“{before}” is deleted.")
    return TemplateChange(key, f"“{before}” is now called “{after}”.")


def _about(content):
    named = [mapping_in(content, noun) for noun in ("specialization", "level")]
    return " · ".join(name_in(entry) for entry in named if entry)


def _holds(content):
    parts = [
        _say(len(mapping_in(content, "posting")), "section"),
        _say(len(list_in(content, "questions")), "question"),
        _say(len(list_in(content, "stages")), "stage"),
        _say(len(list_in(content, "approvers")), "approver"),
    ]
    if mapping_in(content, "weights"):
        parts.append("weights")
    if list_in(content, "team"):
        parts.append("its team")
    return ", ".join(part for part in parts if part) or "fields only"


def _say(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
