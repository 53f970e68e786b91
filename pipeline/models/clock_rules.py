"""What the company says of its days, and of clocks that run out."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.openings import Opening


class DayOff(Row):
    """A day on which nobody works, beside those of the company's holiday calendar.

    One that `is_worked` is the other way round: a holiday on which work goes on.
    """

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    is_worked = models.BooleanField(default=False)

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return self.name


class EscalationTo(models.TextChoices):
    LEAD = "lead", "The hiring leads of the opening"
    OWNER = "owner", "Whoever owns what is waited for"
    RECRUITERS = "recruiters", "The recruiters of the opening"


class Escalation(Row):
    """A rule: tell somebody where the days left are fewer than the stages left should take.

    It speaks where days left < the sum of the ideal targets of the stages left + `spare_days`.
    """

    name = models.CharField(max_length=120)
    opening = models.ForeignKey(
        Opening, null=True, on_delete=models.CASCADE, related_name="escalations"
    )
    measure = models.CharField(max_length=20, default="targets")
    spare_days = models.SmallIntegerField(default=0)
    to = models.CharField(max_length=10, choices=EscalationTo.choices, default=EscalationTo.LEAD)
    is_on = models.BooleanField(default=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name
