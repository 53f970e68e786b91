"""History: one append-only row for each step of an application."""

from django.db import models
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.processes import Stage


class MoveKind(models.TextChoices):
    ENTER = "enter", "Entered"
    ADVANCE = "advance", "Advanced"
    RETURN = "return", "Moved back"
    REJECT = "reject", "Rejected"
    WITHDRAW = "withdraw", "Withdrew"
    REINSTATE = "reinstate", "Reinstated"
    CORRECT = "correct", "Undone"


class StageMove(Row):
    """One step. `sequence` settles the order; `happened_at` is null where nobody knows.

    Never changed or deleted: an undo is a further row of kind correct that points to what it
    undoes. `by` is null for imports, whose `source` and `remote_id` say where a row is from.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="moves")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=MoveKind.choices)
    from_stage = models.ForeignKey(
        Stage, null=True, on_delete=models.PROTECT, related_name="moves_from"
    )
    to_stage = models.ForeignKey(
        Stage, null=True, on_delete=models.PROTECT, related_name="moves_to", db_index=False
    )
    happened_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="moves")
    reason = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    source = models.CharField(max_length=80, blank=True)
    remote_id = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["application", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["application", "sequence"], name="move_in_order"),
            models.UniqueConstraint(
                fields=["source", "remote_id"],
                condition=~models.Q(remote_id=""),
                name="move_imported_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="correct", corrects__isnull=False)
                | (~models.Q(kind="correct") & models.Q(corrects=None)),
                name="move_corrects_something",
            ),
        ]
        # Keys are born in order: the latest moves into a stage are at the end of it.
        indexes = [models.Index(fields=["to_stage", "id"], name="move_latest")]

    def __str__(self):
        return f"{self.sequence} {self.kind}"
