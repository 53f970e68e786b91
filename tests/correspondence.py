"""A conversation for tests and screens: written, planned, answered, and mail nobody knows."""

from datetime import timedelta

from django.utils import timezone

from pipeline.mailing.own_templates import add_template
from pipeline.mailing.sending import send_message
from pipeline.models import InboundMail, Message
from tests.pipeline.letters import raw_mail


def make_correspondence(application, *, by, name: str) -> dict:
    """Write to the candidate and let them answer; return keys by noun. Texts carry `name`."""
    sent = send_message(application, by=by, subject=f"{name} talk", text=f"{name} **when**?")
    Message.objects.create(
        thread=sent.thread,
        direction="in",
        from_address="somebody@example.net",
        subject=f"Re: {name} talk",
        text=f"{name} Thursday.\n\nOn Monday, 2 November, Acme wrote:\n> {name} when?",
        html=f"<p>{name} Thursday.</p>",
    )
    later = timezone.now() + timedelta(days=3)
    planned = send_message(
        application, by=by, subject=f"{name} plan", text=f"{name} later", due_at=later
    )
    raw = raw_mail(Subject=f"{name} question", text=f"{name}?", files={f"{name}.txt": b"x"})
    unknown = InboundMail.objects.create(
        key=name,
        raw=raw,
        from_address="who@example.net",
        subject=f"{name} question",
        state="unmatched",
    )
    template = add_template(by=by, name=f"{name} words", subject=name, body=f"{name} {{candidate}}")
    return {
        "messages": planned.pk,
        "outbox": sent.outbox_id,
        "inbound-mail": unknown.pk,
        "email-templates": template.pk,
    }
