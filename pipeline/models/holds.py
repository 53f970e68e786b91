"""Holds: reasoned pauses of a clock."""

from django.db import models
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application


class Hold(Row):
    """A pause from `starts_at` until `ends_at` (null: still held). Overlaps are allowed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="holds")
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="hold_ends_after_it_starts",
                violation_error_message="A hold ends after it starts.",
            )
        ]

    def __str__(self):
        return self.reason
