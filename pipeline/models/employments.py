"""Jobs of a candidate, as a résumé or a file tells them."""

from django.db import models

from config.tenancy.ids import Row
from pipeline.models.candidates import Candidate, Document


class Employment(Row):
    """A job as a résumé tells it. Dates are "2018" or "2018-09", as exact as they were given."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="employments")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)
    employer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    started = models.CharField(max_length=7, blank=True)
    ended = models.CharField(max_length=7, blank=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return ", ".join(part for part in (self.title, self.employer) if part)

    @property
    def period(self) -> str:
        """When it was: "2018-09 – 2023", "since 2021", or nothing where nobody says."""
        if self.is_current and self.started:
            return f"since {self.started}"
        return " – ".join(part for part in (self.started, self.ended) if part)
