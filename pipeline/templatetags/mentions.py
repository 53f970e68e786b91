"""Mentions in a note, marked."""

import re
from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def marking(text: str, names: Sequence[str]) -> SafeString:
    """Return `text` with each of `names` that stands after an @ marked as a mention."""
    shown = conditional_escape(text)
    if names:
        known = "|".join(re.escape(conditional_escape(each)) for each in _longest_first(names))
        shown = re.sub(rf"@(?:{known})(?!\w)", r'<b class="mention">\g<0></b>', shown)
    # Both the text and the names are escaped above; only the mark is ours.
    return mark_safe(shown)  # noqa: S308


def _longest_first(names):
    return sorted(set(names), key=len, reverse=True)
