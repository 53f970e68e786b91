"""Stays: one row for each visit of a stage, for reports to read."""

from django.db import models

from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.openings import Opening
from pipeline.models.processes import Stage, StageKind


class Stay(Row):
    """A visit of a stage, rewritten for an application in the transaction of its move.

    `entered_at` and `left_at` are null where unknown; `outcome` is how the stage was left:
    advanced, returned, rejected, withdrawn, or empty while the application is still there.
    `opening` and `kind` stand here too, so that reports need no joins.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stays")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="stays")
    kind = models.CharField(max_length=10, choices=StageKind.choices)
    visit = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering = ["application", "visit"]
        constraints = [
            models.UniqueConstraint(fields=["application", "visit"], name="stay_in_order")
        ]
        indexes = [models.Index(fields=["opening", "stage"], name="stay_by_stage")]

    def __str__(self):
        return f"{self.kind} {self.outcome}"
