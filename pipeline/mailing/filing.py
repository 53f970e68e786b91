"""Filing mail that came in: into the thread it answers, with what it brings along."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from config.records.audit import acting
from config.records.crashes import crash_point
from config.records.letters import is_reply_address
from config.tenancy.marks import mark_of
from pipeline.documents import add_document
from pipeline.first_contact import awaits_reply, record_reply
from pipeline.happenings import announce
from pipeline.mailing.delivery import note_bounce
from pipeline.mailing.incoming import Mail, read_mail
from pipeline.mailing.threads import mark_and_token, thread_of
from pipeline.models import Application, InboundMail, Message, MessageKind, Thread
from pipeline.models.happenings import HappeningKind
from pipeline.models.messages import Direction, InboundState

log = logging.getLogger(__name__)

MAIL = "mail"
MOST_ATTACHMENTS = 20
UNREADABLE = "This mail could not be read. Look at it as it arrived."


class NotFiled(Exception):
    """Why a mail cannot be filed so; its text is a sentence."""


def work_off_inbound() -> int:
    """File what came in to the present company, one by one; return how many were handled."""
    handled = 0
    while _work_off_next():
        handled += 1
    return handled


def _work_off_next() -> bool:
    with acting(MAIL):
        waiting = InboundMail.objects.filter(state=InboundState.WAITING).order_by("id")
        row = waiting.select_for_update(skip_locked=True).first()
        if row is None:
            return False
        crash_point("inbound.claimed")
        try:
            with transaction.atomic():
                _file(row)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one mail that cannot be read must not stand before the others
            log.exception("Mail %s was not filed.", row.pk)
            row.state, row.problem, row.message = InboundState.UNMATCHED, UNREADABLE, None
        row.save(update_fields=["state", "problem", "message"])
        crash_point("inbound.filed")
    return True


def file_mail(row: InboundMail, application: Application, *, by) -> Message:
    """Put a mail that nobody was found for into the thread of `application`; return its message.

    Raises NotFiled where it was filed meanwhile.
    """
    with acting(by):
        row = _unmatched(row)
        mail = read_mail(bytes(row.raw))
        _take_into(row, mail, thread_of(application, mail.subject), by=by)
        row.save(update_fields=["state", "problem", "message"])
    return row.message


def put_aside(row: InboundMail, *, by) -> None:
    """Take a mail that concerns nobody out of sight. Raises NotFiled."""
    with acting(by):
        row = _unmatched(row)
        row.state = InboundState.DISMISSED
        row.save(update_fields=["state"])


def bring_out(row: InboundMail, *, by) -> None:
    """Show a mail again that was put aside."""
    with acting(by):
        aside = InboundMail.objects.filter(pk=row.pk, state=InboundState.DISMISSED, message=None)
        aside.update(state=InboundState.UNMATCHED)


def _unmatched(row):
    unmatched = InboundMail.objects.select_for_update().filter(state=InboundState.UNMATCHED)
    found = unmatched.filter(pk=row.pk).first()
    if found is None:
        raise NotFiled("Somebody has seen to this mail already.")
    return found


def _file(row):
    mail = read_mail(bytes(row.raw))
    if mail.bounce:
        row.state, row.problem = InboundState.BOUNCE, note_bounce(mail)
    elif _is_ours(mail.sender):
        row.state, row.problem = InboundState.DISMISSED, "It came from an address of our own."
    elif thread := _thread_for(mail):
        _take_into(row, mail, thread, by=MAIL)
    else:
        row.state = InboundState.UNMATCHED


def _is_ours(address):
    """Mail of our own that came back would answer itself for ever."""
    own = {settings.INBOUND.address, connection.tenant.sender_address.lower()} - {""}
    own |= {settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("> ").lower()}
    return is_reply_address(address) or (address in own and bool(address))


def _thread_for(mail: Mail) -> Thread | None:
    """By the token of the address, by what it answers, by its sender, in turn."""
    ours = mark_of(connection.tenant)
    tokens = [token for mark, token in map(mark_and_token, mail.names) if mark == ours]
    if thread := Thread.objects.filter(token__in=tokens).first():
        return thread
    answered = Message.objects.filter(headers_id__in=mail.references).order_by("-id").first()
    return answered.thread if answered else _thread_of_sender(mail)


def _thread_of_sender(mail):
    """The latest thread of who runs under this address; None where several people do."""
    if not mail.sender:
        return None
    rows = Application.objects.active().filter(candidate__email__iexact=mail.sender)
    rows = list(rows.select_related("candidate", "opening").order_by("-id"))
    if len({row.candidate_id for row in rows}) != 1:
        return None
    latest = Message.objects.filter(thread__application__in=rows).order_by("-id").first()
    return latest.thread if latest else thread_of(rows[0], mail.subject)


def _take_into(row, mail, thread, *, by):
    is_automatic = mail.is_automatic
    message = Message.objects.create(
        thread=thread,
        direction=Direction.IN,
        kind=MessageKind.AUTOMATION if is_automatic else MessageKind.FREE,
        from_address=mail.sender,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        headers_id=mail.message_id,
        answered_at=timezone.now() if is_automatic else None,
    )
    problems = [row.problem, *_keep_attachments(mail, thread)]
    row.state, row.message = InboundState.MATCHED, message
    row.problem = " ".join(filter(None, problems))[:300]
    if thread.application and not is_automatic:
        _say_so(thread.application, message, by=by)


def _keep_attachments(mail, thread):
    """Keep what came along as documents; return a sentence for each that could not be."""
    problems = []
    for attachment in mail.attachments[:MOST_ATTACHMENTS]:
        upload = SimpleUploadedFile(attachment.name, attachment.content)
        try:
            add_document(thread.candidate, upload, by=MAIL, application=thread.application)
        except ValidationError as error:
            problems.append(error.messages[0])
    if len(mail.attachments) > MOST_ATTACHMENTS:
        problems.append(f"Only {MOST_ATTACHMENTS} of {len(mail.attachments)} files were kept.")
    return problems


def _say_so(application, message, *, by):
    announce(HappeningKind.REPLY_RECEIVED, application, by=by, message=str(message.pk))
    if awaits_reply(application):
        try:
            with transaction.atomic():
                record_reply(application, by=by)
        except ValidationError:
            log.warning("The reply %s started no clock.", message.pk)
