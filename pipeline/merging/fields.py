"""The fields of two records of one person: which value the kept one has, and the way back.

Pure: works on rows, saves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pipeline.merging.profile_links import link_key

CHOSEN = ("name", "email", "phone", "location")
"""One value of each; of links, both records' are kept."""

Change = dict[str, Any]
"""A `field`, and what it was `before` and `after`."""


def choose_fields(kept: Any, gone: Any, choices: Mapping[str, UUID]) -> list[Change]:
    """Set the fields of `kept` as they are to be after `gone` is merged into it; say what changed.

    `choices` names for a field the record whose value holds; a field it leaves out is filled
    from `gone` where `kept` has it blank.
    """
    wanted = {}
    for field in CHOSEN:
        usual = kept.pk if getattr(kept, field) else gone.pk
        if choices.get(field, usual) == gone.pk:
            wanted[field] = getattr(gone, field)
    wanted["links"] = join_lines(kept.links, gone.links)
    changes = []
    for field, after in wanted.items():
        before = getattr(kept, field)
        if before != after:
            setattr(kept, field, after)
            changes.append({"field": field, "before": before, "after": after})
    return changes


def take_out(record: Any, layer: list[Change], above: list[list[Change]]) -> list[str]:
    """Undo the changes of `layer`; return the fields that somebody has changed since, and so stay.

    `above` are the changes of later merges into `record`, which stand on this one.
    """
    return [
        change["field"]
        for change in layer
        if not _replace(record, change["field"], change["after"], change["before"], above)
    ]


def hand_up(
    record: Any, field: str, old: str, new: str, own: list[Change], above: list[list[Change]]
) -> None:
    """Let `record` have `new` where it had `old` from a record that was merged into it.

    `own` are the changes of that merge, `above` those of later ones.
    """
    change = _of(own, field)
    if change is None:
        return
    before, after = change["before"], change["after"]
    if field == "links":
        new = without_lines(after, old, f"{new}\n{before}")
    elif after != old:
        return
    change["after"] = new
    _replace(record, field, after, new, above)
    if new == before:
        own.remove(change)


def _replace(record: Any, field: str, old: str, new: str, above: list[list[Change]]) -> bool:
    """Put `new` where `old` stood: under the next change above, else on the record itself."""
    later = [(layer, change) for layer in above if (change := _of(layer, field))]
    top = later[-1][1]["after"] if later else old
    if field == "links":
        is_untouched = record.links == top
        for _, change in later:
            for side in ("before", "after"):
                change[side] = without_lines(change[side], old, new)
        if is_untouched:
            record.links = without_lines(top, old, new)
        return is_untouched
    if not later:
        is_untouched = getattr(record, field) == old
        if is_untouched:
            setattr(record, field, new)
        return is_untouched
    layer, change = later[0]
    if change["before"] != old:
        return False
    change["before"] = new
    if change["after"] == new:
        layer.remove(change)
    return True


def _of(layer: list[Change], field: str) -> Change | None:
    return next((change for change in layer if change["field"] == field), None)


def join_lines(first: str, second: str) -> str:
    """Return the links of both, each once however it is written: its first spelling stays."""
    known = {_spelled_alike(line) for line in first.split()}
    new = [line for line in second.split() if _spelled_alike(line) not in known]
    return "\n".join([first, *new]) if first and new else first or "\n".join(new)


def _spelled_alike(link):
    return link_key(link) or link.rstrip("/")


def without_lines(text: str, old: str, new: str) -> str:
    """Return `text` without the lines that `old` has and `new` has not."""
    dropped = set(old.split()) - set(new.split())
    return "\n".join(line for line in text.split("\n") if line not in dropped)
