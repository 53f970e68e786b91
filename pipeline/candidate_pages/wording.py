"""The words of mails about a candidate's page: a template of the company's, filled in."""

from django.db import connection

from pipeline.candidate_pages.links import page_address
from pipeline.emails import fill
from pipeline.mailing.markdown import escape
from pipeline.models import Application, EmailTemplate


def word_mail(key: str, application: Application, **values: str) -> tuple[str, str]:
    """Return subject and text of the template `key`; nothing that is filled in is Markdown."""
    template = EmailTemplate.objects.get(key=key)
    known = {
        "company": connection.tenant.name,
        "candidate": application.candidate.name,
        "opening": application.opening.title,
        "page": page_address(application),
        **values,
    }
    escaped = {name: escape(value) for name, value in known.items()}
    return fill(template.subject, known), fill(template.body, escaped)


def say_day(day) -> str:
    """Say a day as the page does: "Friday 4 December"."""
    return f"{day:%A} {day.day} {day:%B}"
