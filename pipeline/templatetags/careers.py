"""Words of the careers pages."""

from datetime import datetime

from django import template
from django.utils import timezone

from pipeline.careers import say_posted

register = template.Library()


@register.filter
def posted(at: datetime) -> str:
    """Say when a role was posted, in the company's days."""
    return say_posted(timezone.localtime(at))
