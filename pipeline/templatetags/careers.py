"""Words of the careers pages."""

from datetime import datetime

from django import template
from django.utils import timezone

from pipeline.careers.roles import say_posted
from pipeline.careers.texts import facts_of
from pipeline.models import Opening

register = template.Library()


@register.filter
def posted(at: datetime) -> str:
    """Say when a role was posted, in the company's days."""
    return say_posted(timezone.localtime(at))


@register.filter
def public_facts(opening: Opening) -> list[str]:
    """Return what kind of role it is, in a word each."""
    return facts_of(opening)
