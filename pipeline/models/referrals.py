"""Referrals: colleagues who speak for a candidate."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.candidates import Candidate


class Referral(Row):
    """Somebody of the company who spoke for a candidate, and how they know them.

    `name` is the candidate's as the colleague wrote it: of what is known besides they learn
    nothing by referring.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="referrals")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="referrals"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="referrals")
    name = models.CharField(max_length=160, blank=True)
    relation = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
