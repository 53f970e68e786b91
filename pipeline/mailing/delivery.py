"""What is known of a message after it left: delivered, late, or bounced and why."""

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from config.tenancy.marks import mark_of
from pipeline.mailing.bounces import Bounce
from pipeline.mailing.incoming import Mail
from pipeline.mailing.threads import mark_and_token
from pipeline.models import Message, Topic
from pipeline.models.messages import Direction
from pipeline.notices.telling import tell


def note_bounce(mail: Mail) -> str:
    """Note what a mail server reports on the message that it is about; return it in words."""
    bounce = mail.bounce
    message = _reported(mail, bounce)
    if message is None:
        return "It is about no message of ours."
    if bounce.action == "delivered":
        note_delivered(message)
    elif bounce.is_final:
        note_bounced(message, bounce.reason)
    elif message.bounced_at is None and bounce.action == "delayed":
        message.bounce_reason = bounce.reason
        message.save(update_fields=["bounce_reason"])
    return bounce.reason


def note_delivered(message: Message) -> None:
    message.delivered_at = timezone.now()
    message.bounce_reason = "" if message.bounced_at is None else message.bounce_reason
    message.save(update_fields=["delivered_at", "bounce_reason"])


def note_bounced(message: Message, reason: str) -> None:
    """Note that `message` did not arrive, and tell who sent it, or whose the application is."""
    if message.bounced_at:
        return
    message.bounced_at, message.bounce_reason = timezone.now(), reason[:300]
    message.save(update_fields=["bounced_at", "bounce_reason"])
    application = message.thread.application
    people = [message.author or (application and application.owner)]
    tell(
        [person for person in people if person],
        topic=Topic.DUE,
        sentence=f"Your message to {message.thread.candidate} did not arrive. {reason}"[:400],
        href=_page(application, message),
        key=f"bounced:{message.pk}",
        application=application,
    )


def _page(application, message):
    if application is None:
        return "/"
    # A provider speaks to the public host, which has other addresses.
    page = reverse("pipeline:messages", settings.ROOT_URLCONF, args=[application.pk])
    return f"{page}#message-{message.pk}"


def _reported(mail, bounce: Bounce) -> Message | None:
    """The message that was sent back; else the latest that left of the thread it came to."""
    sent = Message.objects.filter(direction=Direction.OUT).select_related(
        "author", "thread__candidate", "thread__application__owner"
    )
    ids = [*bounce.message_ids, *mail.references]
    if message := sent.filter(headers_id__in=ids).first():
        return message
    ours = mark_of(connection.tenant)
    tokens = [token for mark, token in map(mark_and_token, mail.names) if mark == ours]
    left = sent.filter(thread__token__in=tokens, outbox__sent_at__isnull=False)
    return left.order_by("-id").first()
