"""What waits for whoever moves candidates: people nobody has looked at, clocks that run out."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.urls import reverse
from django.utils import timezone

from pipeline.clock_reading import days_left_of
from pipeline.models import Application, StageKind
from pipeline.models.openings import OpeningStatus
from pipeline.queue import QueueItem
from pipeline.waits import waits_of

MOST_ITEMS = 50
SOON_DAYS = 3
INBOX_DAYS = 2


def decisions_due(user, company) -> Iterator[QueueItem]:
    """The most urgent of the applications that `user` has to do something about.

    Those are the ones that lie in an inbox for INBOX_DAYS, and those whose clock has SOON_DAYS
    left or fewer. One query, and those of `waits_of` where a stage has a gate.
    """
    if not user.can("applications.move"):
        return
    due = Application.objects.managed_by(user).active().filter(_is_due(timezone.now()))
    due = due.filter(opening__status=OpeningStatus.OPEN, offered_at=None)
    due = due.select_related("candidate", "opening", "stage").most_urgent_first()
    due = list(due[:MOST_ITEMS])
    waits = waits_of(due)
    for application in due:
        yield QueueItem(
            what=_what(application, waits.get(application.pk)),
            candidate=application.candidate.name,
            opening=application.opening.title,
            href=reverse("pipeline:application", args=[application.pk]),
            days_left=days_left_of(application, company),
            application=application,
        )


def _is_due(now) -> Q:
    """To the hour; what a card says in days is for the clock to count."""
    day = Value(timedelta(days=1), DurationField())
    allowed = ExpressionWrapper(F("opening__clock_days") * day, DurationField())
    runs_out = Q(first_contact_at__lt=now + timedelta(days=SOON_DAYS) - allowed)
    lies = Q(stage__kind=StageKind.INBOX, stage_entered_at__lt=now - timedelta(days=INBOX_DAYS))
    return runs_out | lies


def _what(application, wait: str | None) -> str:
    if application.stage.kind == StageKind.INBOX:
        return "Look at the application"
    if application.stage.kind == StageKind.OFFER:
        return "Make the offer"
    if wait:
        return f"{application.stage.name} · waiting: {wait}"
    return f"Decide · {application.stage.name}"
