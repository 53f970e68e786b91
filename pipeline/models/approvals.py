"""Approvals: a named person's word on an opening before the public sees it."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.openings import Opening


class Decision(models.TextChoices):
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class Approval(Row):
    """One named approver's word on an opening; without a decision it is asked for.

    `terms` is what was decided on: the fields that approvers answer for, as they stood. When
    the opening has come to differ from them, the word no longer holds.
    """

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="approvals")
    approver = models.ForeignKey(User, on_delete=models.CASCADE, related_name="approvals")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    terms = models.JSONField(default=dict, blank=True)

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
