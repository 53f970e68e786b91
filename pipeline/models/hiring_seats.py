"""The numbered places of an opening, and who took each."""

from django.db import models

from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.openings import Opening


class HiringSeat(Row):
    """One numbered place to fill: "2 of 3". `application` is who took it.

    An opening has as many as its headcount; filled and freed with its hires.
    """

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="hiring_seats")
    number = models.PositiveSmallIntegerField()
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="hiring_seat"
    )
    filled_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "number"], name="hiring_seat_number")
        ]

    def __str__(self):
        return f"Seat {self.number} of {self.opening}"
