"""Notices: what somebody is told, how they want to be told, and what was told in a digest."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.candidates import Note


class Topic(models.TextChoices):
    """What a notice is about; each person chooses a pace and channels for each."""

    MENTION = "mention", "Somebody mentions me"
    FOLLOWED = "followed", "News of an application that I follow"
    REPLY = "reply", "A candidate writes"
    REQUEST = "request", "A candidate asks for something"
    DUE = "due", "Something is due from me"
    CLOCK = "clock", "A clock runs out"
    ESCALATION = "escalation", "A clock is escalated to me"
    OFFER = "offer", "Offers and their approvals"
    AUTOMATION = "automation", "An automation tells me"


class Pace(models.TextChoices):
    AT_ONCE = "at_once", "At once"
    DIGEST = "digest", "In the daily digest"
    NEVER = "never", "Not at all"


class Channel(models.TextChoices):
    MAIL = "mail", "Mail"
    IN_APP = "in_app", "In Fortnight"
    CHAT = "chat", "Chat"


class Notice(Row):
    """One thing that one person is told. Of two with the same `key` only the first is written.

    `mailed_at`, `posted_at` and `digested_at` say when it left by mail, to a chat, in a digest,
    or when it was settled that it never will. In the sentence "{candidate}" stands for whoever
    it is about: see `pipeline.notices.telling`.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    topic = models.CharField(max_length=12, choices=Topic.choices)
    key = models.CharField(max_length=160)
    sentence = models.CharField(max_length=400)
    href = models.CharField(max_length=400)
    application = models.ForeignKey(
        Application, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    digested_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notice_told_once")]
        indexes = [
            models.Index(
                fields=["person", "-id"], name="notice_unread", condition=models.Q(read_at=None)
            )
        ]

    def __str__(self):
        return self.sentence


class NoticeChoice(Row):
    """How one person wants to be told of one topic by one channel; without a row, as usual."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notice_choices")
    topic = models.CharField(max_length=12, choices=Topic.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    pace = models.CharField(max_length=8, choices=Pace.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic", "channel"], name="notice_choice_once"
            )
        ]


class ChatHook(Row):
    """Where the chat of one person takes messages: the address of an incoming webhook, a secret.

    `last_error` says why the last post was not taken; since `failed_at` it is switched off.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="chat_hook")
    url = models.URLField(max_length=500)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)


class Digest(Row):
    """The digest of one person on one of their days; written once."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="digest_a_day")]


class Follow(Row):
    """A person who is told what happens to an application; once `ended_at`, no longer.

    The row stays, so that whoever stopped following is not made to follow again.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="follows")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "application"], name="follow_once")
        ]


class Mention(Row):
    """A colleague named in a note."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="mention_once")]
