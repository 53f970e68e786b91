"""What is to be said of an opening, on the pages that do not work it out themselves."""

from django import template

from pipeline.models import Opening
from pipeline.opening_warnings import OpeningWarning, loop_of, warnings_of

register = template.Library()


@register.simple_tag
def opening_warnings(opening: Opening) -> list[OpeningWarning]:
    """Return the warnings about an opening (five queries, where nothing is to be said)."""
    return warnings_of(loop_of(opening))
