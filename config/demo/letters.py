"""Mail of a demo: an answer that waits, a message for later, and a mail to be filed."""

from datetime import timedelta

from pipeline.mailing.sending import send_message
from pipeline.models import Application, InboundMail, Message

ASKED = "Hello {name},\n\nshall we talk on **Thursday**? Half an hour is enough."
ANSWERED = "Thursday at ten suits me well.\n\nOn Monday, the company wrote:\n> shall we talk?"
UNKNOWN = b"From: nora.quist@example.com\r\nSubject: My application\r\n\r\nIs it still open?\r\n"


def correspond(telling, opening) -> None:
    """Write to a few who stand in the screen of `opening`; one has answered."""
    by, now = telling.people["recruiter"], telling.now
    rows = Application.objects.active().filter(opening=opening, stage__kind="screen")
    rows = list(rows.exclude(candidate__email="").select_related("candidate").order_by("pk")[:3])
    for number, application in enumerate(rows):
        text = ASKED.format(name=application.candidate.name.split(" ")[0])
        due_at = now + timedelta(days=1) if number == 2 else None
        sent = send_message(application, by=by, subject="A talk?", text=text, due_at=due_at)
        if number == 0:
            _answer(sent)
    InboundMail.objects.create(
        key=f"demo-{telling.company.slug}",
        raw=UNKNOWN,
        from_address="nora.quist@example.com",
        subject="My application",
        state="unmatched",
    )


def _answer(sent):
    Message.objects.create(
        thread=sent.thread,
        direction="in",
        from_address=sent.to_address,
        subject="Re: A talk?",
        text=ANSWERED,
    )
