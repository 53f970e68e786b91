"""The company's usual reasons, to pick from and to count by."""

from django.db import models

from config.tenancy.ids import Row


class ReasonKind(models.TextChoices):
    REJECT = "reject", "Rejecting"
    WITHDRAW = "withdraw", "Withdrawing"
    HOLD = "hold", "Holding the clock"
    DECLINE = "decline", "Declining an offer"


class Reason(Row):
    """A usual reason. What was written for one person stands on the move itself."""

    kind = models.CharField(max_length=10, choices=ReasonKind.choices)
    text = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["kind", "text"], name="reason_once")]

    def __str__(self):
        return self.text
