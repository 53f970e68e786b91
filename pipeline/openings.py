"""Opening a role and keeping it: its own copy of a process, its seats and its status."""

from collections.abc import Mapping
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Q

from config.accounts.models import User
from config.records.audit import acting
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
from pipeline.opening_postings import refusal_to_open, tidy_sections
from pipeline.pay_ranges import published_range
from pipeline.pinned_weights import has_weights_of

DRAFT, OPEN, PAUSED, FILLED, CLOSED = OpeningStatus

TRANSITIONS: Mapping[OpeningStatus, tuple[OpeningStatus, ...]] = MappingProxyType(
    {
        DRAFT: (OPEN, CLOSED),
        OPEN: (PAUSED, CLOSED),
        PAUSED: (OPEN, CLOSED),
        FILLED: (OPEN, CLOSED),
        CLOSED: (OPEN,),
    }
)
"""What a person may make of an opening. Filled it becomes by itself, with its last hire."""

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
)
PUBLISHED = ("posting", "workplace", "closes_on")
"""What its job description desk writes besides."""


class IllegalChange(Exception):
    """A change an opening does not allow; its text is a sentence for the person who tried."""


class StaleOpening(Exception):
    """Somebody was faster; `opening` is as they left it."""

    def __init__(self, opening):
        super().__init__("Somebody else has changed this opening meanwhile. Look at it again.")
        self.opening = opening


def create_opening(
    *, by, specialization, process=None, clock_days=None, ref=None, status=DRAFT, **fields
) -> Opening:
    """Open a role with its own copy of `process`, else of its specialization's, else the default.

    `fields` are those of `EDITABLE`. Whoever opens it is on its team. Without a pay range it
    takes the published one, where there is one in its currency; without `clock_days` the
    company's. Raises ValidationError where the ends of the pay range do not go together.
    """
    days = clock_days or connection.tenant.clock_days
    opening = Opening(specialization=specialization, clock_days=days, status=status, **fields)
    opening.posting = tidy_sections(opening.posting)
    _take_published_range(opening)
    opening.clean()
    with acting(by):
        take_weights(opening)
        opening.process = lock_process(process or process_of(specialization))
        if ref is None:
            insert_with_free_key(opening, "ref", opening.title, otherwise="opening")
        else:
            opening.ref = ref
            opening.save(force_insert=True)
        _copy_stages(opening)
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


def _copy_stages(opening):
    """Write the inbox, a copy of each template stage, the offer and the hired stage."""
    inbox, offer, hired = (
        Stage(kind=kind, name=kind.label)
        for kind in (StageKind.INBOX, StageKind.OFFER, StageKind.HIRED)
    )
    templates = opening.process.stages.all() if opening.process else []
    middle = [Stage(**template.shape(), template=template) for template in templates]
    stages = [inbox, *middle, offer, hired]
    for place, stage in enumerate(stages):
        stage.opening, stage.position = opening, place
    Stage.objects.bulk_create(stages)


def lock_opening(opening: Opening, version: int | None = None) -> Opening:
    """Take the row for this transaction and return it as it now is.

    Raises StaleOpening where `version` is given and no longer current.
    """
    locked = Opening.objects.select_for_update().get(pk=opening.pk)
    if version is not None and locked.version != version:
        raise StaleOpening(locked)
    return locked


def edit_opening(opening: Opening, *, by, version: int, **fields) -> Opening:
    """Change what `EDITABLE` and `PUBLISHED` name; return the opening as it now is.

    A changed headcount fills or reopens it; with another specialization come the weights of its
    components, unless somebody has set their own. Raises StaleOpening, and ValidationError where
    the fields do not go together.
    """
    with acting(by):
        locked = lock_opening(opening, version)
        before = locked.specialization
        for name in (*EDITABLE, *PUBLISHED):
            setattr(locked, name, fields.pop(name, getattr(locked, name)))
        if fields:
            raise TypeError(f"An opening has no {', '.join(fields)} to edit.")
        locked.posting = tidy_sections(locked.posting)
        locked.clean()
        hired = locked.seats_filled
        if locked.headcount < hired:
            raise ValidationError({"headcount": f"{_people(hired)} hired already."})
        if locked.specialization != before:
            _follow_specialization(locked, before)
        locked.version += 1
        locked.save()
        _match_status_to_seats(locked)
    return locked


def _follow_specialization(opening, before):
    if has_weights_of(opening, before):
        opening.component_weights = dict(opening.specialization.component_weights)


def change_status(opening: Opening, status: str, *, by, version: int | None = None) -> Opening:
    """Bring an opening into `status`; return it as it now is.

    Raises StaleOpening, and IllegalChange where the table has no such step, where people are
    still in an opening to be closed, where one to be reopened has no free seat, or where
    the law of its place asks for a pay range and it has none.
    """
    status = OpeningStatus(status)
    with acting(by):
        locked = lock_opening(opening, version)
        _judge(locked, status)
        locked.status = status
        locked.version += 1
        locked.save()
    return locked


def note_hire(opening: Opening, *, by) -> Opening:
    """Bring the status in line with the seats, after a hire or after one was undone.

    The last seat taken fills a running opening; a seat that came free reopens a filled one.
    """
    with acting(by):
        locked = lock_opening(opening)
        _match_status_to_seats(locked)
    return locked


def _match_status_to_seats(opening):
    is_full = opening.seats_filled >= opening.headcount
    if is_full and opening.status in (OPEN, PAUSED):
        opening.status = FILLED
    elif not is_full and opening.status == FILLED:
        opening.status = OPEN
    else:
        return
    opening.version += 1
    opening.save()


def _judge(opening, status):
    now = OpeningStatus(opening.status)
    if status not in TRANSITIONS[now]:
        raise IllegalChange(f"This opening is {now.label.lower()}; it cannot become {status}.")
    if status == CLOSED:
        active = opening.applications.active().count()
        if active:
            raise IllegalChange(
                f"{_people(active)} still in this opening. "
                "Reject, withdraw or hire them first; then close it."
            )
    if status == OPEN and now in (FILLED, CLOSED) and opening.seats_filled >= opening.headcount:
        raise IllegalChange("Every seat is filled. Raise the headcount before you reopen it.")
    refusal = refusal_to_open(opening) if status == OPEN else ""
    if refusal:
        raise IllegalChange(refusal)


def _people(number):
    return f"{number} {'person is' if number == 1 else 'people are'}"
