"""Changing the words of the company's mail, and going back to those it began with."""

from config.records.audit import acting
from pipeline.emails import SAMPLES, check_body, check_fields, fill
from pipeline.models import EmailTemplate
from pipeline.starting import read_starter


def reword(template, *, by, subject: str, body: str) -> EmailTemplate:
    """Give `template` new words.

    Raises UnknownField for a merge field that its mail does not have, and MissingField where
    the body lacks one it cannot do without.
    """
    check_fields(template.key, subject)
    check_body(template.key, body)
    with acting(by):
        template = EmailTemplate.objects.select_for_update().get(pk=template.pk)
        template.subject, template.body = subject, body
        template.save(update_fields=["subject", "body", "updated_at"])
    return template


def reset_wording(template, *, by) -> EmailTemplate:
    """Give `template` the words that every company begins with."""
    starter = starter_of(template.key)
    return reword(template, by=by, subject=starter["subject"], body=starter["body"])


def starter_of(key: str) -> dict:
    """Return the starter row of the template `key`."""
    return next(row for row in read_starter("emails") if row["key"] == key)


def preview(subject: str, body: str, *, company) -> tuple[str, str]:
    """Return subject and body as a reader would see them, with sample values filled in."""
    values = {**SAMPLES, "company": company.name}
    return fill(subject, values), fill(body, values)
