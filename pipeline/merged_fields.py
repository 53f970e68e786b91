"""The fields of two records of one person: which value the kept one has, and the way back.

Pure: works on rows, saves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

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


def restore_fields(kept: Any, changes: list[Change]) -> list[str]:
    """Set back what is still as the merge left it; return the fields that are not."""
    left = []
    for change in changes:
        if getattr(kept, change["field"]) == change["after"]:
            setattr(kept, change["field"], change["before"])
        else:
            left.append(change["field"])
    return left


def hand_down(kept: Any, own: list[Change], below: list[Change]) -> list[Change]:
    """Take from `kept` what it had from a record that had it from another, whose merge is undone.

    `below` are the changes that are undone, `own` those by which `kept` came to its values.
    Return `own` as they are from then on.
    """
    undone = {change["field"]: change for change in below}
    remaining = []
    for change in own:
        lower, field = undone.get(change["field"]), change["field"]
        after = change["after"]
        if lower and getattr(kept, field) == after:
            if field == "links":
                after = take_lines(after, lower, change["before"])
            elif after == lower["after"]:
                after = lower["before"]
            setattr(kept, field, after)
        if after != change["before"]:
            remaining.append({**change, "after": after})
    return remaining


def join_lines(first: str, second: str) -> str:
    """Return the lines of both, each once."""
    new = [line for line in second.split() if line not in first.split()]
    return "\n".join([first, *new]) if first and new else first or "\n".join(new)


def take_lines(text: str, change: Change, own: str) -> str:
    """Return `text` without the lines that `change` added, but for those of `own`."""
    added = set(change["after"].split()) - set(change["before"].split()) - set(own.split())
    lines = [line for line in text.split("\n") if line not in added]
    return own if lines == own.split("\n") or not any(lines) else "\n".join(lines)
