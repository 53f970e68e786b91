"""A small bar that shows where a base pay stands in its range."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from pipeline.pay_places import PayPlace

_WIDTH, _LEFT, _RIGHT = 200, 30, 170


def pay_bar(place: PayPlace) -> SafeString:
    """Draw the range as a band with its middle marked, and the base as a dot on or beside it.

    A base far outside stands at the edge of the drawing.
    """
    share = 0.5 if place.position is None else place.position
    x = _LEFT + share * (_RIGHT - _LEFT)
    return _draw(round(min(max(x, 6), _WIDTH - 6), 1), place.is_outside)


@lru_cache(maxsize=1024)
def _draw(x: float, is_outside: bool) -> SafeString:
    middle = (_LEFT + _RIGHT) / 2
    colour = "var(--warn)" if is_outside else "var(--accent)"
    # Numbers of this module alone; the words beside it say the same.
    return mark_safe(  # noqa: S308
        f'<svg class="strip" viewBox="0 0 {_WIDTH} 14" aria-hidden="true">'
        f'<path stroke="var(--line)" stroke-width="2" d="M2 7h{_WIDTH - 4}"/>'
        f'<path stroke="var(--good)" stroke-width="8" opacity=".28" d="M{_LEFT} 7H{_RIGHT}"/>'
        f'<path stroke="var(--edge)" d="M{middle} 2v10"/>'
        f'<circle cx="{x}" cy="7" r="4.5" fill="{colour}" stroke="var(--raised)" '
        f'stroke-width="1.5"/></svg>'
    )
