"""Happenings: what others act on after it happened, written in the transaction that causes it."""

from django.db import models
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.processes import Stage


class HappeningKind(models.TextChoices):
    ENTERED = "entered", "An application enters a stage"
    REJECTED = "rejected", "An application is rejected"
    WITHDRAWN = "withdrawn", "A candidate withdraws"
    REINSTATED = "reinstated", "An application is brought back"
    UNDONE = "undone", "A move is undone"
    HIRED = "hired", "A candidate is hired"
    NOTE_WRITTEN = "note_written", "A note is written"
    REPLY_RECEIVED = "reply_received", "A candidate writes"
    SCORECARD_SUBMITTED = "scorecard_submitted", "A scorecard is submitted"
    TAKE_HOME_HANDED_IN = "take_home_handed_in", "A take-home is handed in"
    DEADLINE_PASSED = "deadline_passed", "A deadline passes"
    REQUEST_MADE = "request_made", "A candidate asks for something"
    OFFER_EXTENDED = "offer_extended", "An offer is extended"
    OFFER_ACCEPTED = "offer_accepted", "An offer is accepted"
    OFFER_DECLINED = "offer_declined", "An offer is declined"


class HappeningQuerySet(models.QuerySet):
    def waiting(self):
        """Not yet looked at, nor given up, nor put off."""
        return self.filter(handled_at=None, given_up_at=None, due_at__lte=timezone.now())


class Happening(Row):
    """One thing that happened to an application; watchers look at it once, after the commit.

    `stage` is where the application stood afterwards. `data` holds what its kind needs.
    """

    kind = models.CharField(max_length=24, choices=HappeningKind.choices)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="happenings"
    )
    stage = models.ForeignKey(Stage, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    handled_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects = HappeningQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="happening_waiting",
                condition=models.Q(handled_at=None, given_up_at=None),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
