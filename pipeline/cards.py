"""Cards: what a board shows of an application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pipeline.clock_reading import Reading, read_clocks
from pipeline.models import Application
from pipeline.people.referral_pages import is_referred
from pipeline.waits import waits_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SOON_DAYS = 2

SHOWN_FIELDS = (
    "version",
    "state",
    "stage_id",
    "opening_id",
    "first_contact_at",
    "stage_entered_at",
    "offered_at",
    "ended_at",
    "origin",
    "candidate__name",
)


@dataclass(frozen=True, slots=True)
class Card:
    """One application on a board.

    `since` is its first contact in microseconds, or "" where that is unknown; with the key it
    orders cards as the database does. `tone` is good, warn, bad or nothing.
    """

    id: UUID
    name: str
    version: int
    since: int | str
    words: str
    tone: str
    strip: str
    days_here: int | None
    is_late: bool
    is_held: bool
    is_slow: bool
    waits_for: str
    is_referred: bool

    @property
    def cursor(self) -> str:
        """What a link to the cards after this one carries."""
        return f"{self.since}.{self.id}"


def since_of(first_contact_at: datetime | None) -> int | str:
    return "" if first_contact_at is None else (first_contact_at - EPOCH) // MICROSECOND


def read_cursor(text: str) -> tuple[datetime | None, UUID]:
    """Return the first contact and the key that `text` carries; raises ValueError."""
    since, _, key = text.partition(".")
    try:
        return (EPOCH + timedelta(microseconds=int(since)) if since else None), UUID(key)
    except OverflowError as error:
        raise ValueError(text) from error


def read_cards(applications: Sequence[Application], company, *, now: datetime) -> dict[UUID, Card]:
    """Return a Card for each application, by its key, in two queries and one per gate.

    The applications come with their `candidate`, `opening` and `stage` selected.
    """
    readings = read_clocks(applications, company, now=now)
    waits = waits_of(applications)
    return {
        application.pk: _card(application, readings[application.pk], waits)
        for application in applications
    }


def _card(application, reading: Reading, waits: Mapping[UUID, str]) -> Card:
    clock, target = reading.clock, application.stage.target_days
    is_running = clock is not None and clock.is_running
    return Card(
        id=application.pk,
        name=application.candidate.name,
        version=application.version,
        since=since_of(application.first_contact_at),
        words=clock.words if clock else "No clock",
        tone=_tone(clock),
        strip=reading.strip,
        days_here=reading.days_here,
        is_late=is_running and clock.is_over,
        is_held=is_running and bool(clock.held) and clock.held[-1][1] == clock.stood_at,
        is_slow=bool(target and reading.days_here and reading.days_here > target),
        waits_for=waits.get(application.pk, ""),
        is_referred=is_referred(application),
    )


def _tone(clock) -> str:
    if clock is None or clock.outcome == "closed":
        return ""
    if clock.is_over:
        return "bad"
    if clock.is_running:
        return "warn" if clock.days_left <= SOON_DAYS else ""
    return "good"
