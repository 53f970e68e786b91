"""Mailing links: from a colleague to one candidate, or to whoever lost theirs."""

from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from pipeline.candidate_pages.limits import hour_ago
from pipeline.candidate_pages.wording import word_mail
from pipeline.mailing.sending import send_message
from pipeline.models import Application, ApplicationState, Message, MessageKind

MOST_OF_ONE = 3
MOST_AN_HOUR = 200
"""Links mailed to whoever asks, in one company: nobody fills its outbox."""

ASKED = "lost link"


def mail_link(application: Application, *, by) -> Message:
    """Mail the candidate the address of their page; return the message. Raises Unsendable."""
    subject, text = word_mail("page_link", application)
    return send_message(application, by=by, subject=subject, text=text, kind=MessageKind.PAGE)


def mail_lost_links(email: str) -> int:
    """Mail whoever has this address the links to their applications; return how many went.

    Each once an hour at most, the latest MOST_OF_ONE. Whoever asks is never told what came of it.
    """
    mailed = Message.objects.filter(kind=MessageKind.PAGE, created_at__gt=hour_ago())
    if mailed.count() >= MOST_AN_HOUR:
        return 0
    lately = timezone.now() - timedelta(days=connection.tenant.page_days)
    applications = Application.objects.filter(
        Q(state=ApplicationState.ACTIVE) | Q(ended_at__gt=lately) | Q(ended_at=None),
        candidate__email__iexact=email,
        candidate__merged_into=None,
    ).exclude(threads__messages__in=mailed)
    latest = applications.select_related("candidate", "opening").order_by("-id")[:MOST_OF_ONE]
    return len([mail_link(application, by=ASKED) for application in latest])
