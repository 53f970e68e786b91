"""The company's usual reasons, to pick from and to count by."""

from django.db import models

from config.tenancy.ids import Row
from pipeline.models.emails import EmailTemplate


class ReasonKind(models.TextChoices):
    REJECT = "reject", "Rejecting"
    WITHDRAW = "withdraw", "Withdrawing"
    HOLD = "hold", "Holding the clock"
    DECLINE = "decline", "Declining an offer"


class Reason(Row):
    """A usual reason. What was written for one person stands on the move itself.

    Who is rejected for it gets the mail of its `template`, else the usual one.
    """

    kind = models.CharField(max_length=10, choices=ReasonKind.choices)
    text = models.CharField(max_length=120)
    template = models.ForeignKey(
        EmailTemplate, null=True, blank=True, on_delete=models.SET_NULL, related_name="reasons"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["kind", "text"], name="reason_once")]

    def __str__(self):
        return self.text
