"""Undoing a merge, however long ago and whatever was merged since.

Each record gets the rows back that it brought. What was written since stays with the record
that was kept; so do fields that somebody has changed since.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline import rules
from pipeline.merging.fields import Change, hand_up, take_out
from pipeline.merging.merging import IllegalMerge, above, below, family_of, lock_records
from pipeline.merging.rows import carry_back, forget_derived
from pipeline.models import Application, Candidate, Merge
from pipeline.moves import history_of, undo
from pipeline.people_due import note_due, wake_keepers
from pipeline.rules import ApplicationState

UNDONE_ALREADY = "This merge was undone already."
FIELD_WORDS = {"location": "place"}


@dataclass
class Parted:
    """What came of undoing a merge. `left` are sentences on what could not be set back."""

    kept: Candidate
    gone: Candidate
    left: list[str] = field(default_factory=list)


def undo_merge(merge: Merge, *, by) -> Parted:
    """Part the two records of `merge` again. Raises IllegalMerge."""
    with acting(by):
        family = _lock_family(merge)
        merge = next(row for row in family if row.pk == merge.pk)
        if merge.undone_at:
            raise IllegalMerge(UNDONE_ALREADY)
        records = Candidate.objects.in_bulk([key for row in family for key in _ends(row)])
        way_up = above(merge.kept_id, family)
        holders = [merge.kept_id, *(step.kept_id for step in way_up)]
        parted = Parted(kept=records[holders[-1]], gone=records[merge.gone_id])
        _part(merge, family, parted.gone, by)
        returned = carry_back(merge.moved["rows"], holders, parted.gone)
        _restore(merge, way_up, family, records, returned, parted)
        for row in family:
            parted.left += _reinstate(row, by)
        Merge.objects.bulk_update(family, ["moved"])
        forget_derived([parted.kept.pk, parted.gone.pk])
        note_due([parted.kept.pk, parted.gone.pk])
        wake_keepers()
    return parted


def _lock_family(merge: Merge) -> list[Merge]:
    """Take all records that merges connect with this one; return those merges."""
    seen = family_of(merge)
    lock_records([key for row in seen for key in _ends(row)])
    family = family_of(merge)
    if {row.pk for row in family} != {row.pk for row in seen}:
        raise IllegalMerge("Somebody merged these records at the same moment. Look at them again.")
    return family


def _ends(merge: Merge):
    return merge.kept_id, merge.gone_id


def _part(merge: Merge, family: list[Merge], gone: Candidate, by) -> None:
    """Bring `gone` back into sight, with whatever was merged into it before."""
    merge.undone_at, merge.undone_by = timezone.now(), person_of(by)
    merge.save(update_fields=["undone_at", "undone_by"])
    Candidate.objects.filter(pk__in=below(gone.pk, family)).update(merged_into=gone)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])


def _restore(merge, way_up, family, records, returned, parted) -> None:
    """Set the fields back on every record that has them by this merge, nearest first.

    What went back belongs to no merge further up any more.
    """
    for step in way_up:
        step.moved["rows"] = {
            label: [key for key in keys if key not in returned]
            for label, keys in step.moved["rows"].items()
        }
    kept, changes = records[merge.kept_id], merge.moved["changes"]
    was = [(change["field"], getattr(kept, change["field"])) for change in changes]
    for name in take_out(kept, changes, _later(merge, family)):
        parted.left.append(f"The {FIELD_WORDS.get(name, name)} was changed since, and stays.")
    shifts = [(name, old, getattr(kept, name)) for name, old in was]
    kept.save(update_fields=[name for name, _ in was])
    for step in way_up:
        record, was = records[step.kept_id], shifts
        before = {name: getattr(record, name) for name, _, _ in was}
        for name, old, new in was:
            if old != new:
                hand_up(record, name, old, new, step.moved["changes"], _later(step, family))
        shifts = [(name, old, getattr(record, name)) for name, old in before.items()]
        record.save(update_fields=list(before))


def _later(merge: Merge, family: list[Merge]) -> list[list[Change]]:
    """The changes of the standing merges that came into the same record after this one."""
    return [
        row.moved["changes"]
        for row in family
        if row.kept_id == merge.kept_id
        and row.undone_at is None
        and (row.created_at, row.pk) > (merge.created_at, merge.pk)
    ]


def _reinstate(merge: Merge, by) -> list[str]:
    """Bring back what was withdrawn as a double, where its double is somebody else's by now.

    Return a sentence on each that cannot come back, or not yet.
    """
    pending, left = [], []
    for double in merge.moved["withdrawn"]:
        rows = Application.objects.select_related("opening", "stage", "candidate")
        later = rows.filter(pk=double["application"]).first()
        if later is None or later.state != ApplicationState.WITHDRAWN:
            continue
        others = Application.objects.exclude(pk=later.pk).filter(candidate=later.candidate_id)
        opening = later.opening.title
        if others.filter(pk=double["of"]).exists():
            pending.append(double)
        elif others.active().filter(opening=later.opening_id).exists():
            pending.append(double)
            left.append(f"Another application for {opening} is active, so one stays withdrawn.")
        elif rules.replay(history_of(later)).undoable != double["sequence"]:
            left.append(f"The application for {opening} was withdrawn again since, and stays so.")
        else:
            undo(later, by=by)
    merge.moved["withdrawn"] = pending
    return left
