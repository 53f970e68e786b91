"""Two records of one person: merges, which can be undone, and pairs that are two people."""

from django.db import models
from django.db.models import F, Q

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.candidates import Candidate


class Merge(Row):
    """`gone` was taken into `kept`; `moved` says which rows came over and what was changed.

    The row of `gone` stays, out of sight, so that undoing finds it.
    """

    kept = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="merged_by")
    moved = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merged_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
        ]


class TwoPeople(Row):
    """Somebody said that these two records are two people. `first` has the smaller key."""

    first = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_people_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="two_people_ordered"),
        ]
