"""Logged events: each row of an imported event log, and what it became here."""

from django.db import models

from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.moves import StageMove
from pipeline.models.offers import Offer


class PlacedAs(models.TextChoices):
    MOVE = "move", "A step of the process"
    OFFER = "offer", "An offer, or its answer"
    REPEAT = "repeat", "A repetition that changes nothing"
    VOICE = "voice", "A rejection that was not the last word"
    NOTE = "note", "Kept beside the process"
    UNPLACED = "unplaced", "Not placed"


class LoggedEvent(Row):
    """One event of a log, as it was written there; never changed.

    `digest` names it within its application, so that reading a log again doubles nothing.
    `happened_at` is null where the log does not know. `why` says in a sentence what kept an
    event from being a step; `move` and `offer` are the rows it led to, where it did.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="logged_events"
    )
    digest = models.CharField(max_length=32)
    line = models.PositiveIntegerField()
    activity = models.CharField(max_length=120)
    resource = models.CharField(max_length=160, blank=True)
    happened_at = models.DateTimeField(null=True)
    placed_as = models.CharField(max_length=8, choices=PlacedAs.choices)
    why = models.CharField(max_length=240, blank=True)
    move = models.ForeignKey(
        StageMove, null=True, on_delete=models.RESTRICT, related_name="logged_events"
    )
    offer = models.ForeignKey(
        Offer, null=True, on_delete=models.SET_NULL, related_name="logged_events"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["application", "happened_at", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "digest"], name="logged_event_recorded_once"
            )
        ]

    def __str__(self):
        return self.activity
