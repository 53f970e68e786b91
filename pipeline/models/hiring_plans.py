"""What goes with an opening before it is public: approvals, numbered seats, templates."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.openings import Opening


class Decision(models.TextChoices):
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class Approval(Row):
    """One named approver's word on an opening, asked for; without a decision it is open.

    A change of what was approved asks anew: `opening_version` is the one decided on.
    """

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="approvals")
    approver = models.ForeignKey(User, on_delete=models.CASCADE, related_name="approvals")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    opening_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "approver"], name="approval_once"),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at=None)
                | (~models.Q(decision="") & models.Q(decided_at__isnull=False)),
                name="approval_decided_whole",
            ),
        ]


class HiringSeat(Row):
    """One numbered place to fill: "2 of 3". `application` is who took it."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="hiring_seats")
    number = models.PositiveSmallIntegerField()
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="hiring_seat"
    )
    filled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "number"], name="hiring_seat_number")
        ]

    def __str__(self):
        return f"Seat {self.number} of {self.opening}"


class OpeningTemplate(Row):
    """An opening to start others from: its fields, posting, questions and stages as values."""

    name = models.CharField(max_length=120, unique=True)
    content = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
