"""Opening a role and keeping it: its own copy of a process, its seats and what it says."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Q

from config.accounts.models import User
from config.records.audit import acting
from pipeline.approval_terms import terms_of
from pipeline.approvals import ask_anew
from pipeline.hiring_seats import match_seats
from pipeline.keys import insert_with_free_key
from pipeline.models import (
    Dimension,
    Membership,
    Opening,
    Process,
    Specialization,
    Stage,
    StageKind,
)
from pipeline.models.openings import OpeningStatus
from pipeline.opening_locks import IllegalChange, StaleOpening, lock_opening
from pipeline.opening_postings import tidy_sections
from pipeline.opening_status import (
    TRANSITIONS,
    change_status,
    match_status_to_seats,
    note_hire,
    note_publication,
)
from pipeline.pay_ranges import published_range
from pipeline.pinned_weights import has_weights_of

__all__ = [
    "EDITABLE",
    "PUBLISHED",
    "TRANSITIONS",
    "IllegalChange",
    "StaleOpening",
    "change_status",
    "create_opening",
    "edit_opening",
    "lock_opening",
    "lock_process",
    "note_hire",
    "process_of",
    "take_weights",
]

EDITABLE = (
    "title",
    "specialization",
    "level",
    "location",
    "summary",
    "pay_low",
    "pay_high",
    "currency",
    "headcount",
    "clock_days",
    "employment_type",
    "is_blind",
)
PUBLISHED = ("posting", "workplace", "closes_on")
"""What its job description desk writes besides."""


def create_opening(
    *,
    by,
    specialization,
    process=None,
    stages=None,
    clock_days=None,
    ref=None,
    status=OpeningStatus.DRAFT,
    **fields,
) -> Opening:
    """Open a role with its own copy of `process`, else of its specialization's, else the default.

    `fields` are those of `EDITABLE` and `PUBLISHED`; `stages`, unsaved, are its middle ones
    instead of copies. Whoever opens it is on its team. Without a pay range it takes the
    published one, where there is one in its currency; without `clock_days` the company's.
    Raises ValidationError where the ends of the pay range do not go together.
    """
    days = clock_days or connection.tenant.clock_days
    opening = Opening(specialization=specialization, clock_days=days, status=status, **fields)
    opening.posting = tidy_sections(opening.posting)
    _take_published_range(opening)
    opening.clean()
    note_publication(opening)
    with acting(by):
        take_weights(opening)
        opening.process = lock_process(process or process_of(specialization))
        if ref is None:
            insert_with_free_key(opening, "ref", opening.title, otherwise="opening")
        else:
            opening.ref = ref
            opening.save(force_insert=True)
        _write_stages(opening, _copies(opening.process) if stages is None else stages)
        match_seats(opening)
        if isinstance(by, User):
            Membership.objects.create(opening=opening, user=by)
    return opening


def take_weights(opening: Opening) -> None:
    """Give an opening, unsaved, the weights as they now are; later ones leave it as it is.

    Weights that it has been given already stay.
    """
    opening.component_weights = opening.component_weights or dict(
        opening.specialization.component_weights
    )
    opening.dimension_weights = opening.dimension_weights or dict(
        Dimension.objects.values_list("key", "weight_percent")
    )


def _take_published_range(opening):
    if opening.pay_low is None and opening.pay_high is None:
        published = published_range(
            opening.specialization, opening.level, currency=opening.currency
        )
        if published:
            opening.pay_low, opening.pay_high = published.low, published.high


def process_of(specialization: Specialization) -> Process | None:
    """Return how `specialization` hires: its own process, or the default."""
    candidates = Process.objects.filter(Q(specialization=specialization) | Q(is_default=True))
    return candidates.order_by(F("specialization").asc(nulls_last=True)).first()


def lock_process(process: Process | None) -> Process | None:
    """Take the row, so that nobody copies a process that is being rewritten."""
    return process and Process.objects.select_for_update().get(pk=process.pk)


def _copies(process):
    templates = process.stages.all() if process else []
    return [Stage(**template.shape(), template=template) for template in templates]


def _write_stages(opening, middle: Sequence[Stage]):
    """Write the inbox, the stages in the middle, the offer and the hired stage."""
    inbox, offer, hired = (
        Stage(kind=kind, name=kind.label)
        for kind in (StageKind.INBOX, StageKind.OFFER, StageKind.HIRED)
    )
    stages = [inbox, *middle, offer, hired]
    for place, stage in enumerate(stages):
        stage.opening, stage.position = opening, place
    Stage.objects.bulk_create(stages)


def edit_opening(opening: Opening, *, by, version: int, **fields) -> Opening:
    """Change what `EDITABLE` and `PUBLISHED` name; return the opening as it now is.

    A changed headcount adds or takes away seats, and fills or reopens it; with another
    specialization come the weights of its components, unless somebody has set their own.
    Changed terms ask those anew who had given their word; where one had agreed, an open
    opening is paused until they agree again. Raises StaleOpening, and ValidationError where
    the fields do not go together.
    """
    with acting(by):
        locked = lock_opening(opening, version)
        before, terms = locked.specialization, terms_of(locked)
        _set_fields(locked, fields)
        if locked.specialization != before:
            _follow_specialization(locked, before)
        has_new_terms = terms_of(locked) != terms
        has_lapsed = has_new_terms and ask_anew(locked, by=by)
        if has_lapsed and locked.status == OpeningStatus.OPEN:
            locked.status = OpeningStatus.PAUSED
        locked.version += 1
        locked.save()
        match_seats(locked)
        match_status_to_seats(locked, has_new_terms=has_new_terms)
    return locked


def _set_fields(opening, fields):
    for name in (*EDITABLE, *PUBLISHED):
        setattr(opening, name, fields.pop(name, getattr(opening, name)))
    if fields:
        raise TypeError(f"An opening has no {', '.join(fields)} to edit.")
    opening.posting = tidy_sections(opening.posting)
    opening.clean()
    hired = opening.seats_filled
    if opening.headcount < hired:
        raise ValidationError({"headcount": f"{_people(hired)} hired already."})


def _follow_specialization(opening, before):
    if has_weights_of(opening, before):
        opening.component_weights = dict(opening.specialization.component_weights)


def _people(number):
    return f"{number} {'person is' if number == 1 else 'people are'}"
