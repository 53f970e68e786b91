"""A new password by a mailed link, for who has lost theirs.

The link carries a print of the present password's hash: it works until that changes, and so
once.
"""

import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from config.accounts.links import read, sign
from config.accounts.models import User
from config.records.audit import acting
from config.records.models import OutboxMessage
from config.records.outbox import put
from config.records.people import change_password
from config.tenancy.wakeups import wake
from pipeline.emails import render_email

PURPOSE = "password"
LIFE = timedelta(hours=1)
MOST_LINKS = 3
WITHIN = timedelta(minutes=15)


def mail_link_to(company, email: str) -> None:
    """Mail a link to the active person with this email, if there is one.

    Nobody gets more than three in a quarter of an hour. Where there is nobody, a worker is
    woken all the same, so that the answer takes about as long.
    """
    person = User.objects.active().filter(email__iexact=email).first()
    if person is None or _has_enough(person):
        wake("send_due_mail", company)
    else:
        mail_link(company, person, by=person)


def mail_link(company, person, *, by) -> OutboxMessage:
    """Mail `person` a link to a new password; return the message."""
    subject, body = render_email(
        "password", company=company.name, person=person.name, link=password_link(company, person)
    )
    with acting(by):
        return put(to=person.email, subject=subject, body=body, about=person.pk)


def password_link(company, person) -> str:
    """Return the absolute address at which `person` can choose a new password."""
    token = sign(company, PURPOSE, f"{person.pk}.{_print_of(person)}")
    return company.address(f"/new-password/{token}/")


def find_person_of(company, token: str) -> User | None:
    """Return the active person whose present password `token` may replace, or None."""
    return _find(company, token, User.objects.active())


def replace_password(company, token: str, *, password: str) -> User | None:
    """Set a new password by `token`; return the person, or None where somebody was faster."""
    with acting("password link"):
        person = _find(company, token, User.objects.active().select_for_update())
        return person and change_password(person, by=person, password=password)


def _find(company, token, people):
    value = read(company, PURPOSE, token, life=LIFE)
    if value is None:
        return None
    key, _, print_of_hash = value.partition(".")
    person = people.filter(pk=uuid.UUID(key)).first()
    if person is None or not constant_time_compare(print_of_hash, _print_of(person)):
        return None
    return person


def _print_of(person):
    return salted_hmac("fortnight.password_link", person.password).hexdigest()[:20]


def _has_enough(person):
    since = timezone.now() - WITHIN
    sent = OutboxMessage.objects.filter(about=person.pk, created_at__gt=since)
    return sent.count() >= MOST_LINKS
