"""Who asked to see the person behind a blind application before rating them, and why."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application


class Reveal(Row):
    """One person's look behind a blind application; never taken back."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reveals")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="reveal_once")]
