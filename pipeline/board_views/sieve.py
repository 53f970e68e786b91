"""Which applications a board or a table shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import LessThanOrEqual

from config.accounts.models import User
from pipeline.applying.answers import FLAGGED
from pipeline.blind.hiding import masked_people
from pipeline.board_views.waiting import waits_for
from pipeline.cards import SOON_DAYS
from pipeline.models import Hold, Referral, ScreeningAnswer, Tagging
from pipeline.models.applications import Origin

LATE, SOON, HELD = "late", "soon", "held"
CLOCKS = {LATE: "Over the clock", SOON: f"{SOON_DAYS} days left or fewer", HELD: "On hold"}
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is asked for; "" or None asks for nothing.

    `owner` is the key of a person or NOBODY, and means whoever is named on the stage or else on
    the application. `clock` and `waits` are keys of their options; `clock` needs `now` and the
    company's `zone`. Who is hidden from the `reader` stands under another name and without
    tags, and is not found by their own.
    """

    text: str = ""
    opening: UUID | None = None
    stage: UUID | None = None
    kind: str = ""
    owner: UUID | str = ""
    tag: UUID | None = None
    clock: str = ""
    origin: str = ""
    channel: str = ""
    waits: str = ""
    is_flagged: bool = False
    reader: User | None = None
    now: datetime | None = None
    zone: ZoneInfo | None = None

    def sift(self, applications):
        """Return those of `applications` that are asked for; nothing multiplies their rows."""
        for condition in self._conditions():
            applications = applications.filter(condition)
        if self.reader and (self.text or self.tag):
            applications = applications.exclude(masked_people(self.reader, "candidate"))
        return applications

    def _conditions(self):
        yield from self._about_place()
        if self.text:
            yield Q(candidate__name__icontains=self.text)
        if self.tag:
            tagged = Tagging.objects.filter(tag=self.tag, candidate=OuterRef("candidate"))
            yield Q(Exists(tagged))
        if self.clock:
            yield self._about_clock()
        if self.waits:
            yield waits_for(self.waits)
        if self.is_flagged:
            yield Q(Exists(ScreeningAnswer.objects.filter(FLAGGED, application=OuterRef("pk"))))

    def _about_place(self):
        if self.opening:
            yield Q(opening=self.opening)
        if self.stage:
            yield Q(stage=self.stage)
        if self.kind:
            yield Q(stage__kind=self.kind)
        if self.owner:
            yield _named(None if self.owner == NOBODY else self.owner)
        if self.origin:
            yield _came_by(self.origin)
        if self.channel:
            yield Q(channel__icontains=self.channel)

    def _about_clock(self):
        runs = Q(first_contact_at__isnull=False, offered_at=None)
        if self.clock == HELD:
            held = Hold.objects.filter(application=OuterRef("pk"), starts_at__lte=self.now)
            return runs & Q(Exists(held.filter(Q(ends_at=None) | Q(ends_at__gt=self.now))))
        today = self.now.astimezone(self.zone).date()
        is_over = Q(LessThanOrEqual(due_day(self.zone), today))
        if self.clock == LATE:
            return runs & is_over
        # On its last day a clock has no day left; the day after, it is over.
        ahead = today + timedelta(days=SOON_DAYS + 1)
        return runs & ~is_over & Q(LessThanOrEqual(due_day(self.zone), ahead))


def due_day(zone: ZoneInfo) -> ExpressionWrapper:
    """The day on which the clock of an application is over: its first contact's, and so many."""
    began = TruncDate("first_contact_at", tzinfo=zone)
    return ExpressionWrapper(began + F("opening__clock_days"), output_field=DateField())


def _named(person: UUID | None) -> Q:
    """Whoever is named on the stage comes before who is named on the application."""
    own = Q(stage__owner=None, owner=person)
    return own | Q(stage__owner=person) if person else own


def _came_by(origin) -> Q:
    """How they came; whoever was spoken for counts as referred, however they came."""
    if origin != Origin.REFERRED:
        return Q(origin=origin)
    return Q(origin=origin) | Q(Exists(Referral.objects.filter(application=OuterRef("pk"))))
