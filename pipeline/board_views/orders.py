"""In which order a board or a table shows people, and how a page goes on where one ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import (
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Greatest, Lower

from pipeline.blind.hiding import masked_people, may_be_blind
from pipeline.cards import EPOCH, since_of
from pipeline.keys import read_key
from pipeline.models import Application, Message, Note, StageMove

CLOCK, STAGE, NAME, LATEST = "clock", "stage", "name", "latest"
LABELS = {
    CLOCK: "Clock: least time left",
    STAGE: "Longest in their stage",
    NAME: "Name",
    LATEST: "Latest activity",
}


@dataclass(frozen=True, slots=True)
class Order:
    """By the clock unless `name` says otherwise; turned round where it `is_reversed`."""

    name: str = CLOCK
    is_reversed: bool = False

    @property
    def word(self) -> str:
        """What stands in the address: "name", "-name"."""
        return f"-{self.name}" if self.is_reversed else self.name

    @property
    def is_usual(self) -> bool:
        return self == Order()

    @property
    def is_falling(self) -> bool:
        """Whether greater values come first: of the latest activity the last one does."""
        return self.is_reversed != (self.name == LATEST)


def read_order(word: str) -> Order:
    name = word.removeprefix("-")
    return Order(name, word.startswith("-")) if name in LABELS else Order()


def with_order(applications, order: Order, reader):
    """Applications with `sort_value`, what they are ordered by; None comes last.

    Who is hidden from `reader` has no name to be ordered by.
    """
    return applications.annotate(sort_value=_VALUES[order.name](reader))


def in_order(applications, order: Order):
    """Applications `with_order`, in it; equals by their key."""
    value = F("sort_value")
    value = value.desc(nulls_last=True) if order.is_falling else value.asc(nulls_last=True)
    return applications.order_by(value, "pk")


def after(applications, order: Order, place: tuple):
    """Those of applications `with_order` that come after `place`: a value and a key."""
    value, key = place
    if value is None:
        return applications.filter(sort_value=None, pk__gt=key)
    way = "lt" if order.is_falling else "gt"
    further = Q(sort_value=value, pk__gt=key) | Q(sort_value=None)
    return applications.filter(further | Q(**{f"sort_value__{way}": value}))


def place_of(row: Application, order: Order) -> str:
    """Return what a link to the rows after this one carries. Names stay out of addresses."""
    value = row.sort_value if isinstance(row.sort_value, datetime) else None
    return f"{since_of(value)}.{row.pk}"


def read_place(text: str, order: Order, reader) -> tuple | None:
    """Return the value and key that `text` names (a query where it is a name); None for none."""
    since, _, key = text.partition(".")
    found = read_key(key)
    if found is None:
        return None
    if order.name == NAME:
        rows = with_order(Application.objects.filter(pk=found), order, reader)
        return rows.values_list("sort_value", flat=True).first(), found
    return _moment(since), found


def _moment(since) -> datetime | None:
    try:
        return EPOCH + timedelta(microseconds=int(since)) if since else None
    except (ValueError, OverflowError):
        return None


def _by_clock(reader):
    """When the clock runs out, so that openings with other clocks can be compared."""
    days = F("opening__clock_days") * Value(timedelta(days=1))
    return ExpressionWrapper(F("first_contact_at") + days, output_field=DateTimeField())


def _by_stage(reader):
    return F("stage_entered_at")


def _by_name(reader):
    name = Lower("candidate__name")
    if reader is None:
        return name
    # Cheap for all others: only of who runs in a blind opening more is asked.
    hidden = Q(may_be_blind("candidate")) & masked_people(reader, "candidate")
    return Case(When(hidden, then=Value(None)), default=name)


def _by_latest(reader):
    """The latest move, note or letter; `happened_at` of what was recorded later is no activity."""
    return Greatest(
        _latest(StageMove.objects.filter(application=OuterRef("pk")), "recorded_at"),
        _latest(Note.objects.filter(application=OuterRef("pk")), "created_at"),
        _latest(Message.objects.filter(thread__application=OuterRef("pk")), "created_at"),
    )


def _latest(rows, field):
    return Subquery(rows.order_by(f"-{field}").values(field)[:1])


_VALUES = {CLOCK: _by_clock, STAGE: _by_stage, NAME: _by_name, LATEST: _by_latest}


def latest_activity():
    """When anything last happened to an application."""
    return _by_latest(None)
