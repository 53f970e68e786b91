"""Messages between the company and a candidate, in threads."""

from django.db import models

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.candidates import Candidate


class Direction(models.TextChoices):
    OUT = "out", "Sent"
    IN = "in", "Received"


class MessageKind(models.TextChoices):
    """What a message is for; a decision's messages are sent once for each decision."""

    FREE = "free", "Message"
    RECEIVED = "received", "Application received"
    REJECTION = "rejection", "Rejection"
    OFFER = "offer", "Offer"
    REMINDER = "reminder", "Reminder"
    AUTOMATION = "automation", "Automation"
    PAGE = "page", "Link to their page"


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Threads of the applications that `user` manages; those of no opening, recruiters'."""
        from config.accounts.roles import Role

        mine = models.Q(application__in=Application.objects.managed_by(user))
        if user.holds(Role.RECRUITER):
            mine |= models.Q(application=None)
        return self.filter(mine)


class Thread(Row):
    """A conversation by mail with one candidate, mostly about one application.

    `token` stands in the address to which they reply.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="threads")
    application = models.ForeignKey(
        Application, null=True, on_delete=models.CASCADE, related_name="threads"
    )
    subject = models.CharField(max_length=300)
    token = models.CharField(max_length=40, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.subject


class Message(Row):
    """One mail of a thread.

    One that goes out leaves by its `outbox` message, from which its state is read; `decision`
    is the key of the move or offer that it tells of, and no decision is told twice. `text` is
    Markdown in those that go out and plain text in those that came in; `html` is cleaned.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    kind = models.CharField(max_length=12, choices=MessageKind.choices, default=MessageKind.FREE)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    from_address = models.CharField(max_length=320, blank=True)
    to_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers_id = models.CharField(max_length=300, blank=True, db_index=True)
    decision = models.UUIDField(null=True)
    outbox = models.OneToOneField(
        OutboxMessage, null=True, on_delete=models.SET_NULL, related_name="message"
    )
    template = models.ForeignKey(
        "pipeline.EmailTemplate", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    bounce_reason = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=models.Q(decision__isnull=False),
                name="message_once_per_decision",
            )
        ]
        indexes = [
            models.Index(
                fields=["thread", "id"],
                name="message_unanswered",
                condition=models.Q(direction="in", answered_at=None),
            )
        ]

    def __str__(self):
        return self.subject


class InboundState(models.TextChoices):
    WAITING = "waiting", "Not read yet"
    MATCHED = "matched", "In a thread"
    UNMATCHED = "unmatched", "Nobody found"
    BOUNCE = "bounce", "A notice that mail did not arrive"
    DISMISSED = "dismissed", "Put aside"


class InboundMail(Row):
    """A mail as it arrived; `key` tells a second delivery of the same mail from another one."""

    key = models.CharField(max_length=128, unique=True)
    raw = models.BinaryField()
    from_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=InboundState.choices, default=InboundState.WAITING
    )
    message = models.OneToOneField(
        Message, null=True, on_delete=models.SET_NULL, related_name="inbound"
    )
    problem = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], name="inbound_waiting", condition=models.Q(state="waiting"))
        ]
