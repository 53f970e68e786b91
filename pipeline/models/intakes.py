"""Role intake: what was answered before an opening was made, and what that proposed."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.openings import Opening


class Intake(Row):
    """The answers an opening started from, and the proposal as it read then."""

    opening = models.OneToOneField(Opening, on_delete=models.CASCADE, related_name="intake")
    answers = models.JSONField()
    proposal = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"Intake of {self.opening}"
