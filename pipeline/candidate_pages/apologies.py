"""The mail that says that we missed a date of our own: once for each application."""

from pipeline.candidate_pages.wording import say_day, word_mail
from pipeline.mailing.sending import send_message
from pipeline.models import Application, Message, MessageKind, Promise

TEMPLATE = "promise_missed"


def apologise(application: Application, missed: Promise, later: Promise) -> Message | None:
    """Write to the candidate that a date was missed, and when they hear from us instead.

    None where they were written to before, or have no address: the page says it all the same.
    """
    if not application.candidate.email or _has_apologised(application):
        return None
    days = {"missed": say_day(missed.due_on), "date": say_day(later.due_on)}
    subject, text = word_mail(TEMPLATE, application, **days)
    return send_message(
        application,
        by="promises",
        subject=subject,
        text=text,
        kind=MessageKind.PAGE,
        decision=missed.pk,
    )


def _has_apologised(application):
    promises = application.promises.values("pk")
    return Message.objects.filter(kind=MessageKind.PAGE, decision__in=promises).exists()
