"""Pieces of framework pages: names that lead to their entries, and fields as they are shown."""

from collections.abc import Iterable, Mapping

from django import template

from pipeline.framework.parts import Link, Part

register = template.Library()

SHOWN_ELSEWHERE = ("name", "review_by")
"""What the page of an entry says in its heading or beside it."""


@register.inclusion_tag("pipeline/framework/_links.html", takes_context=True)
def entry_link(context, list_name: str, key: str) -> dict:
    """Print the name of an entry, leading to its page."""
    return entry_links(context, list_name, [key])


@register.inclusion_tag("pipeline/framework/_links.html", takes_context=True)
def entry_links(context, list_name: str, keys: Iterable[str]) -> dict:
    """Print the names of entries, each leading to its page."""
    called = context["names"].get(list_name, {})
    return {"links": [Link(list_name, key, called.get(key, key)) for key in keys]}


@register.inclusion_tag("pipeline/framework/_part.html")
def show_part(parts: Mapping[str, Part], field: str) -> dict:
    """Print one field of an entry, without its label; nothing where it is empty."""
    return {"part": parts.get(field)}


@register.inclusion_tag("pipeline/framework/_parts.html")
def show_parts(parts: Mapping[str, Part], fields: str = "") -> dict:
    """Print fields of an entry with their labels, short ones first: those named, or all."""
    wanted = fields.split() or [name for name in parts if name not in SHOWN_ELSEWHERE]
    shown = [parts[name] for name in wanted if name in parts]
    return {
        "brief": [part for part in shown if part.is_brief],
        "parts": [part for part in shown if not part.is_brief],
    }
