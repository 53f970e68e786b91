"""Making one record of two of the same person; `pipeline.merging.unmerging` has the way back.

The record that goes keeps what it says of the person, so that an import or a search by it still
finds them: see `records_of`. Its rows go over to the kept one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from config.records.audit import acting, person_of
from pipeline.merging.fields import choose_fields
from pipeline.merging.rows import carry_over, forget_derived
from pipeline.models import Application, Candidate, Merge, TwoPeople
from pipeline.moves import withdraw
from pipeline.people_due import note_due, wake_keepers

DUPLICATE = "Duplicate of an earlier application"
DUPLICATE_OF_OFFER = "Duplicate of an application that has an offer"
MOST_AT_ONCE = 20


class IllegalMerge(Exception):
    """Records that cannot be merged or parted; the text is a sentence for who tried."""


def merge(
    kept: Candidate, others: Sequence[Candidate], *, by, choices: Mapping[str, UUID] | None = None
) -> list[Merge]:
    """Merge `others` into `kept`, all or none; return a Merge for each of them.

    `choices` names for a field the record whose value holds; without one, `kept` keeps its own
    and gets what it has blank. Of two active applications for one opening the later one is
    withdrawn. Raises IllegalMerge.
    """
    keys = [row.pk for row in others]
    if not keys or kept.pk in keys or len(set(keys)) < len(keys):
        raise IllegalMerge("Choose at least two different records of the person.")
    if len(keys) >= MOST_AT_ONCE:
        raise IllegalMerge(f"At most {MOST_AT_ONCE} records are merged at once.")
    with acting(by):
        records = lock_records([kept.pk, *keys])
        _check(records)
        merges = [_merge_one(records[kept.pk], records[key], choices or {}, by) for key in keys]
        wake_keepers()
    return merges


def say_two_people(one: Candidate, other: Candidate, *, by) -> TwoPeople:
    """Note that these records are two people; said twice, it is noted once. Raises IllegalMerge."""
    if one.pk == other.pk:
        raise IllegalMerge("Choose two different records.")
    first, second = sorted((one.pk, other.pk))
    with acting(by):
        records = lock_records([first, second])
        for row in records.values():
            _refuse_gone(row)
        said, _ = TwoPeople.objects.get_or_create(
            first_id=first, second_id=second, defaults={"by": person_of(by)}
        )
    return said


def unsay_two_people(one: Candidate, other: Candidate, *, by) -> int:
    """Take back that these records, or any merged into them, are two people; return how often.

    They may be suggested again from then on.
    """
    with acting(by):
        ones, others = records_of(one), records_of(other)
        said = Q(first__in=ones, second__in=others) | Q(first__in=others, second__in=ones)
        return TwoPeople.objects.filter(said).delete()[0]


def records_of(person: Candidate) -> list[UUID]:
    """Return the keys of a present record and of all that were merged into it."""
    return [person.pk, *person.merged_records.values_list("pk", flat=True)]


def lock_records(keys: Iterable[UUID]) -> dict[UUID, Candidate]:
    """Take the records for this transaction in the order of their keys, and return them.

    So of two who merge crosswise the second waits, and then sees what the first has done. Their
    applications are taken before, as by everybody who takes both.
    Raises IllegalMerge where one is not there any more.
    """
    wanted = set(keys)
    applications = Application.objects.filter(candidate__in=wanted).order_by("pk")
    list(applications.select_for_update().values_list("pk"))
    rows = Candidate.objects.filter(pk__in=wanted).order_by("pk").select_for_update()
    records = {row.pk: row for row in rows}
    if len(records) < len(wanted):
        raise IllegalMerge("One of these records is not there any more.")
    return records


def _check(records: Mapping[UUID, Candidate]) -> None:
    for row in records.values():
        _refuse_gone(row)
    roots = dict(Candidate.objects.filter(merged_into__in=records).values_list("pk", "merged_into"))
    roots |= {key: key for key in records}
    for first, second in TwoPeople.objects.filter(first__in=roots, second__in=roots).values_list(
        "first", "second"
    ):
        if roots[first] != roots[second]:
            names = f"{records[roots[first]].name} and {records[roots[second]].name}"
            raise IllegalMerge(f"Somebody said that {names} are two people. Take that back first.")


def _refuse_gone(row: Candidate) -> None:
    if row.merged_into_id:
        kept = Candidate.objects.get(pk=row.merged_into_id)
        raise IllegalMerge(f"{row.name} was merged into {kept.name} already. Look at it again.")


def _merge_one(kept: Candidate, gone: Candidate, choices, by) -> Merge:
    """`kept` and `gone` are locked. The Merge remembers all that its undoing needs."""
    withdrawn = [_withdraw_double(*pair, by=by) for pair in _doubles(kept, gone)]
    rows = carry_over(gone, kept)
    changes = choose_fields(kept, gone, choices)
    kept.save(update_fields=[change["field"] for change in changes])
    Candidate.objects.filter(merged_into=gone).update(merged_into=kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    forget_derived([gone.pk])
    note_due([kept.pk, gone.pk])
    return Merge.objects.create(
        kept=kept,
        gone=gone,
        by=person_of(by),
        moved={"rows": rows, "changes": changes, "withdrawn": withdrawn},
    )


def _doubles(kept, gone) -> list[tuple[Application, Application]]:
    """Pairs of active applications for one opening: which is withdrawn, and which goes on.

    The later one is withdrawn, unless an offer is out on it alone.
    """
    active = Application.objects.active().select_related("stage", "opening")
    own = {row.opening_id: row for row in active.filter(candidate=kept)}
    pairs = []
    for row in active.filter(candidate=gone, opening__in=own).order_by("pk"):
        pair = sorted(
            (row, own[row.opening_id]),
            key=lambda one: (one.offered_at is None, one.created_at, one.pk),
        )
        pairs.append((pair[1], pair[0]))
    return pairs


def _withdraw_double(later: Application, earlier: Application, *, by) -> dict:
    is_later = (later.created_at, later.pk) > (earlier.created_at, earlier.pk)
    move = withdraw(later, by=by, reason=DUPLICATE if is_later else DUPLICATE_OF_OFFER)
    return {"application": str(later.pk), "of": str(earlier.pk), "sequence": move.sequence}


def family_of(merge: Merge) -> list[Merge]:
    """Return all merges, undone ones too, that connect other records with those of this one."""
    known = {merge.kept_id, merge.gone_id}
    while True:
        rows = list(
            Merge.objects.filter(Q(kept__in=known) | Q(gone__in=known)).order_by("created_at", "pk")
        )
        wider = {key for row in rows for key in (row.kept_id, row.gone_id)}
        if wider <= known:
            return rows
        known |= wider


def below(record: UUID, merges: Iterable[Merge]) -> list[UUID]:
    """Return the records that `merges` which stand brought into `record`, step by step."""
    found, waiting = [], [record]
    standing = [row for row in merges if row.undone_at is None]
    while waiting:
        here = waiting.pop()
        came = [row.gone_id for row in standing if row.kept_id == here]
        found += came
        waiting += came
    return found


def above(record: UUID, merges: Iterable[Merge]) -> list[Merge]:
    """Return the standing merges that lead from `record` to the one in sight, nearest first."""
    into = {row.gone_id: row for row in merges if row.undone_at is None}
    steps = []
    while record in into:
        steps.append(into[record])
        record = into[record].kept_id
    return steps
