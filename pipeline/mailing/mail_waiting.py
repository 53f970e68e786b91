"""What mail asks of recruiters: to file what came in and of which nobody was found."""

from collections.abc import Iterator

from django.urls import reverse

from config.accounts.models import User
from pipeline.models import InboundMail
from pipeline.models.messages import InboundState
from pipeline.queue import Kind, QueueItem


def mail_waiting(user: User, company) -> Iterator[QueueItem]:
    """One thing to do for all mail that waits to be filed."""
    if not user.can("mail.file"):
        return
    number = InboundMail.objects.filter(state=InboundState.UNMATCHED).count()
    if number:
        what = "File a mail" if number == 1 else f"File {number} mails"
        place = reverse("pipeline:unmatched_mail")
        yield QueueItem(what, "", "Mail that came in", place, kind=Kind.OTHER)
