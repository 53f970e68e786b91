"""The company's own templates for messages that somebody writes."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string

from config.records.audit import acting
from pipeline.mailing.fields import check_known
from pipeline.models import EmailTemplate
from pipeline.removals import bring_back, find_removed

KEY_LENGTH = 16


def add_template(*, by, name: str, subject: str, body: str) -> EmailTemplate:
    """Add a template. Raises UnknownField for a field in braces that no message has, and
    ValidationError where another one has this name."""
    _check(name, subject, body)
    key = f"own-{get_random_string(KEY_LENGTH).lower()}"
    with acting(by):
        return EmailTemplate.objects.create(
            key=key, name=name.strip(), subject=subject.strip(), body=body, is_own=True
        )


def edit_template(template: EmailTemplate, *, by, name: str, subject: str, body: str):
    """Give one of the company's own templates another name or other words. Raises as above."""
    _check(name, subject, body, but=template)
    with acting(by):
        own = EmailTemplate.objects.select_for_update().filter(is_own=True)
        template = own.get(pk=template.pk)
        template.name, template.subject, template.body = name.strip(), subject.strip(), body
        template.save(update_fields=["name", "subject", "body", "updated_at"])
    return template


def delete_template(template: EmailTemplate, *, by) -> None:
    """Delete one of the company's own templates; what was written from it stays as it is."""
    with acting(by):
        EmailTemplate.objects.filter(pk=template.pk, is_own=True).delete()


def restore_template(key: UUID, *, by) -> EmailTemplate:
    """Bring back a template that `by` deleted lately; else EmailTemplate.DoesNotExist."""
    with acting(by):
        template = find_removed(EmailTemplate, key, by=by)
        bring_back(template)
    return template


def _check(name, subject, body, but=None):
    check_known(subject, body)
    others = EmailTemplate.objects.filter(name__iexact=name.strip())
    if others.exclude(pk=but and but.pk).exists():
        raise ValidationError({"name": "Another template has this name."})
