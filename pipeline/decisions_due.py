"""What waits for whoever moves candidates: people nobody has looked at, clocks that run out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Now

from pipeline.models import Application, Offer, StageKind
from pipeline.models.openings import OpeningStatus
from pipeline.queue import Errand
from pipeline.templatetags.cards import address_of

SOON_DAYS = 3
INBOX_DAYS = 2

READY: dict[str, Callable[[], Q]] = {}
"""By the gate that a stage names: the condition on Application that holds where all that the gate
asks for is there. Filled by higher rooms."""


def decisions_due(user, company):
    """The applications of open openings about which `user` has to decide something.

    Those are the ones that lie in an inbox for INBOX_DAYS, those whose gate is open, those that
    stand before an offer nobody has drafted, and those whose clock has SOON_DAYS left or fewer.
    """
    if not user.can("applications.move"):
        return None
    due = Application.objects.active().filter(opening__status=OpeningStatus.OPEN, offered_at=None)
    return due.filter(_runs_out() | _is_ready()).values("pk")


def say_decisions(
    applications: Sequence[Application], user, waits: Mapping[UUID, str]
) -> Mapping[UUID, Errand]:
    """Say what to decide, or what keeps it from being decided."""
    return {
        application.pk: Errand(
            _what(application, waits.get(application.pk)),
            address_of(application.pk),
        )
        for application in applications
    }


def _runs_out() -> Q:
    """To the hour; what a card says in days is for the clock to count."""
    now = Now()
    day = Value(timedelta(days=1), DurationField())
    allowed = ExpressionWrapper(F("opening__clock_days") * day, DurationField())
    runs_out = Q(first_contact_at__lt=now + timedelta(days=SOON_DAYS) - allowed)
    lies = Q(stage__kind=StageKind.INBOX, stage_entered_at__lt=now - timedelta(days=INBOX_DAYS))
    return runs_out | lies


def _is_ready() -> Q:
    drafted = Offer.objects.open().filter(application=OuterRef("pk"))
    condition = Q(stage__kind=StageKind.OFFER) & ~Q(Exists(drafted))
    for gate, is_open in READY.items():
        condition |= Q(stage__gate=gate) & is_open()
    return condition


def _what(application, wait: str | None) -> str:
    if application.stage.kind == StageKind.INBOX:
        return "Look at the application"
    if wait:
        return f"{application.stage.name} · waiting: {wait}"
    if application.stage.kind == StageKind.OFFER:
        return "Make the offer"
    return f"Decide · {application.stage.name}"
