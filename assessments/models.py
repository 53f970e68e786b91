"""Take-homes: practical work handed in, and its review."""

from django.db import models

from config.accounts.models import User
from config.records.models import StoredFile
from config.tenancy.ids import Row
from pipeline.models import Application, Stage


class Verdict(models.TextChoices):
    BELOW = "below", "Below the bar"
    MEETS = "meets", "Meets the bar"
    ABOVE = "above", "Above the bar"


class TakeHome(Row):
    """The practical work of an application in a take-home stage."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="take_homes"
    )
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    brief = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    link = models.URLField(blank=True)
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="take_home"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "stage"], name="take_home_once")
        ]


class TakeHomeReview(Row):
    """A named person's review of what was handed in."""

    take_home = models.ForeignKey(TakeHome, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=5, choices=Verdict.choices)
    note = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["take_home", "reviewer"], name="review_once")
        ]
