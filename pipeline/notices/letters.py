"""Mails of notices: plain text and HTML from the same lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse

from config.accounts.models import User
from config.records.outbox import put
from pipeline.notices.reading import Line
from pipeline.queue import QueueItem

MOST_WAITING = 15
MOST_LINES = 100


@dataclass(frozen=True)
class DigestContents:
    """What a digest tells: the most urgent of what waits, of how much, and what is new."""

    waiting: Sequence[QueueItem]
    number_waiting: int
    news: Sequence[Line]


def mail_lines(person: User, lines: Sequence[Line]) -> None:
    """Write one mail of some notices into the outbox."""
    company = connection.tenant
    subject = lines[0].sentence.rstrip(".")
    if len(lines) > 1:
        subject = f"{len(lines)} notices from {company.name}"
    _mail(person, subject, "bundle", {"lines": _addressed(lines)})


def mail_digest(person: User, day: date, contents: DigestContents) -> None:
    """Write the digest of a day into the outbox."""
    words = f"{day:%A} {day.day} {day:%B}"
    context = {
        "day": words,
        "waiting": [(item, connection.tenant.address(item.href)) for item in contents.waiting],
        "more_waiting": contents.number_waiting - len(contents.waiting),
        "lines": _addressed(contents.news),
        "more_news": max(0, len(contents.news) - MOST_LINES),
        "today": connection.tenant.address("/"),
        "notices": connection.tenant.address(reverse("pipeline:notices")),
    }
    _mail(person, f"Your day at {connection.tenant.name}: {words}", "digest", context)


def address_of(line: Line) -> str:
    """Return the address that opens what a notice is about, and marks it as read."""
    return connection.tenant.address(reverse("pipeline:notice", args=[line.key]))


def _addressed(lines):
    return [(line, address_of(line)) for line in lines[:MOST_LINES]]


def _mail(person, subject, template, context):
    choices = connection.tenant.address(reverse("pipeline:notice_choices"))
    context |= {"person": person, "company": connection.tenant, "choices": choices}
    put(
        to=person.email,
        subject=subject[:300],
        body=render_to_string(f"pipeline/notices/{template}.txt", context),
        html=render_to_string(f"pipeline/notices/{template}_mail.html", context),
        about=person.pk,
    )
