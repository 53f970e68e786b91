"""Cards of a board, as HTML."""

from functools import cache
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pipeline.cards import Card

register = template.Library()

# A board shows 140 of these, and a template in a loop would take a third of its time.
CARD = """\
<article class="card{look}" id="card-{id}" tabindex="-1" data-card{drag} data-version="{version}" \
data-since="{since}" data-name="{name}" data-move-url="{here}move/">
<div class="top"><a class="name" href="{here}">{name}</a>{menu}</div>
{strip}
<p class="meta"><span class="{tone}">{words}</span>{days}{referred}</p>
{waits}</article>
"""
MENU = """\
<details class="menu" data-menu="{here}move-to/"><summary class="button quiet small icon-only" \
aria-label="Move {name}">⋯</summary>\
<div class="menu-list"><a href="{here}move-to/">Move to…</a></div></details>"""
DAYS = "<span>{} d here</span>"
SLOW_DAYS = '<span class="warn" title="Longer than this stage aims at">{} d here</span>'
REFERRED = '<span class="tag">Referred</span>'
WAITS = '<p class="wait">Waiting: {}</p>\n'


NIL = UUID(int=0)


@register.simple_tag
def draw_card(card: Card, can_move: bool) -> SafeString:
    """Return the card; with its menu, and to be dragged, for those who may move people."""
    here, name = address_of(card.id), escape(card.name)
    html = CARD.format(
        look=(" late" if card.is_late else "") + (" held" if card.is_held else ""),
        id=card.id,
        drag=" data-draggable" if can_move else "",
        version=card.version,
        since=card.since,
        name=name,
        here=here,
        menu=MENU.format(here=here, name=name) if can_move else "",
        strip=card.strip,
        tone=card.tone,
        words=f"{card.words} · on hold" if card.is_held else card.words,
        days=_days(card),
        referred=REFERRED if card.is_referred else "",
        waits=WAITS.format(escape(card.waits_for)) if card.waits_for else "",
    )
    # What people wrote is escaped above; the rest are keys, numbers and words of our own.
    return mark_safe(html)  # noqa: S308


def address_of(key: UUID) -> str:
    """Return the address of the application with this key."""
    before, after = _around_a_key()
    return f"{before}{key}{after}"


@cache
def _around_a_key():
    return reverse("pipeline:application", args=[NIL]).split(str(NIL))


def _days(card):
    return (SLOW_DAYS if card.is_slow else DAYS).format(card.days_here) if card.days_here else ""
