"""Closing briefs: what a candidate is told about the work before an offer goes out."""

from functools import reduce
from operator import or_

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application


class ClosingBriefQuerySet(models.QuerySet):
    def complete(self):
        """Those that say something of each part."""
        return self.exclude(reduce(or_, (models.Q(**{part: ""}) for part in ClosingBrief.PARTS)))


class ClosingBrief(Row):
    """Five things to be specific about, for one application."""

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="closing_brief"
    )
    problem = models.TextField(blank=True)
    teammates = models.TextField(blank=True)
    autonomy = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    growth = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ClosingBriefQuerySet.as_manager()

    PARTS = ("problem", "teammates", "autonomy", "learning", "growth")

    def __str__(self):
        return f"Closing brief for {self.application.candidate}"

    @property
    def missing(self) -> list[str]:
        """The parts that nothing is said of yet."""
        return [part for part in self.PARTS if not getattr(self, part).strip()]
