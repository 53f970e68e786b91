"""Dated facts where they help a decision."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pipeline.models import Fact

register = template.Library()

KEPT_AS = "facts_in_use"


@register.simple_tag(takes_context=True)
def fact(context, key: str) -> SafeString | str:
    """Return a fact's statement with source, year and n; nothing where it is not in use.

    However many facts a page names, they cost it one query.
    """
    found = _facts_in_use(context.get("request")).get(key)
    if found is None:
        return ""
    year = "" if str(found.as_of.year) in found.source else f", {found.as_of.year}"
    sample = f", n = {found.sample:,}" if found.sample else ""
    return format_html(
        '{} <small class="quiet" title="{}">{}{}{}.</small>',
        found.statement,
        found.source_title,
        found.source,
        year,
        sample,
    )


def _facts_in_use(request) -> dict[str, Fact]:
    kept = getattr(request, KEPT_AS, None)
    if kept is None:
        kept = {row.key: row for row in Fact.objects.in_use()}
        if request is not None:
            setattr(request, KEPT_AS, kept)
    return kept
