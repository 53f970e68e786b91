"""The outbox: effects on the world, written in the transaction that causes them."""

from django.db import models
from django.utils import timezone

from config.tenancy.ids import Row


class OutboxQuerySet(models.QuerySet):
    def due(self):
        """Not yet sent, not given up, and not waiting for a later hour."""
        return self.filter(sent_at=None, given_up_at=None, due_at__lte=timezone.now())

    def claimed(self):
        """Rows that nobody else holds, the longest due first; taken, ours until the commit."""
        return self.select_for_update(skip_locked=True).order_by("due_at", "id")


class OutboxMessage(Row):
    """A message to be sent at least once, with an id that never changes.

    `headers_id` is the Message-ID, so that whoever receives it twice can tell.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    headers_id = models.CharField(max_length=120, unique=True)
    about = models.UUIDField(null=True, db_index=True)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="outbox_waiting",
                condition=models.Q(sent_at=None, given_up_at=None),
            )
        ]

    def __str__(self):
        return f"{self.to}: {self.subject}"
