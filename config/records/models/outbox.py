"""The outbox: effects on the world, written in the transaction that causes them."""

from django.db import models
from django.utils import timezone

from config.tenancy.ids import Row


class OutboxQuerySet(models.QuerySet):
    def waiting(self):
        """Neither sent nor given up nor taken back."""
        return self.filter(sent_at=None, given_up_at=None, cancelled_at=None)

    def due(self):
        """Waiting, and not for a later hour."""
        return self.waiting().filter(due_at__lte=timezone.now())

    def claimed(self):
        """Rows that nobody else holds, the longest due first; taken, ours until the commit."""
        return self.select_for_update(skip_locked=True).order_by("due_at", "id")


class OutboxMessage(Row):
    """A message to be sent at least once, with an id that never changes.

    `headers_id` is the Message-ID, so that whoever receives it twice can tell. A mail has a
    plain `body` and may have the same as `html`; what goes to a `hook` is a JSON body posted
    there, and no mail. `sender` stands for the installation's own where the company has one.
    One that `is_automatic` was written by nobody, and says so, that no machine answers it.
    """

    to = models.EmailField(blank=True)
    hook = models.URLField(max_length=500, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    in_reply_to = models.CharField(max_length=300, blank=True)
    references = models.TextField(blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    html = models.TextField(blank=True)
    is_automatic = models.BooleanField(default=True)
    headers_id = models.CharField(max_length=120, unique=True)
    about = models.UUIDField(null=True, db_index=True)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="outbox_waiting",
                condition=models.Q(sent_at=None, given_up_at=None, cancelled_at=None),
            )
        ]

    def __str__(self):
        return f"{self.to}: {self.subject}"
