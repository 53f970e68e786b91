"""Taking in mail: whose company it is for, and keeping it as it came before anybody reads it."""

import hashlib
import re
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from config.records.crashes import crash_point
from config.tenancy.marks import companies_marked
from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside
from config.tenancy.wakeups import wake
from pipeline.mailing.incoming import Mail, read_mail
from pipeline.mailing.threads import mark_and_token
from pipeline.models import Application, InboundMail, Message

TASK = "look_at_inbound_mail"
MOST_BYTES = 25 * 1024 * 1024
OUR_ID = re.compile(r"\.([0-9a-f]{10})@")


class TooLarge(Exception):
    """The mail is larger than we take; its text is a sentence."""

    def __init__(self):
        super().__init__(f"Mail of more than {MOST_BYTES // 1024 // 1024} MB is not taken.")


class BelongsToNobody(Exception):
    """No company can be told for whom this mail is; its text is a sentence."""

    def __init__(self):
        super().__init__("This mail answers nothing that was sent from here.")


def take_in(raw: bytes, *, problem: str = "") -> tuple[InboundMail, bool]:
    """Keep a mail in the company that it is for; return its row, and whether it is new.

    The same mail once more changes nothing. A worker files it after the commit. `problem` says
    what is missing from it. Raises TooLarge and BelongsToNobody; then nothing is kept.
    """
    if len(raw) > MOST_BYTES:
        raise TooLarge
    mail = read_mail(raw)
    company = company_of(mail)
    if company is None:
        raise BelongsToNobody
    with inside(company), transaction.atomic():
        row, is_new = InboundMail.objects.get_or_create(
            key=key_of(raw, mail),
            defaults={
                "raw": raw,
                "from_address": mail.sender,
                "subject": mail.subject,
                "problem": problem[:300],
            },
        )
        transaction.on_commit(lambda: wake(TASK, company))
        crash_point("inbound.kept")
    return row, is_new


def key_of(raw: bytes, mail: Mail) -> str:
    """Return what is the same for two deliveries of one mail, whichever way each came."""
    body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
    said = "\n".join([mail.message_id, mail.sender, mail.subject]).encode()
    return hashlib.sha256(said + b"\n" + body.strip().replace(b"\r\n", b"\n")).hexdigest()


def company_of(mail: Mail) -> Company | None:
    """Return whose mail this is: by the address, by what it answers, by its sender, in turn."""
    for find in (_by_token, _by_name, _by_references, _by_recipient, _by_sender):
        if company := find(mail):
            return company
    return None


def _by_token(mail):
    marks = [mark_and_token(name)[0] for name in mail.names]
    return _only([company for mark in marks for company in companies_marked(mark)])


def _by_name(mail):
    """Mail to reply+acme@…, the address of a company as a whole."""
    with outside():
        return _only(list(Company.objects.filter(slug__in=mail.names)))


def _by_references(mail):
    ids = [*mail.references, *(mail.bounce.message_ids if mail.bounce else ())]
    marks = dict.fromkeys(mark for each in ids for mark in OUR_ID.findall(each))
    for company in (company for mark in marks for company in companies_marked(mark)):
        with inside(company):
            if Message.objects.filter(headers_id__in=ids, direction="out").exists():
                return company
    return None


def _by_recipient(mail):
    """Mail to the address that a company sends from, where the operator lets it."""
    to = {parseaddr(recipient)[1].lower() for recipient in mail.recipients}
    allowed = [each for each in to if each.rpartition("@")[2] in settings.INBOUND.domains]
    with outside():
        return _only(list(Company.objects.filter(sender_address__in=allowed))) if allowed else None


def _by_sender(mail):
    """The company in which alone the sender runs; or the only one there is."""
    with outside():
        companies = list(Company.objects.all())
    found = []
    for company in companies if mail.sender else []:
        with inside(company):
            running = Application.objects.active().filter(candidate__email__iexact=mail.sender)
            if running.exists():
                found.append(company)
    return _only(found or companies)


def _only(companies):
    """The one company among `companies`; None where there is none or more than one."""
    return companies[0] if len({company.pk for company in companies}) == 1 else None
