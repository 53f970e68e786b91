"""How reports write numbers, and where each leads."""

from dataclasses import replace

from django import template

from reports.charts.figures import say_number, say_share
from reports.drawing import say_interval
from reports.rows import rows_href
from reports.scopes import Scope
from reports.shares import Share

register = template.Library()


@register.simple_tag
def behind(scope: Scope, what: str, lane=None, opening=None) -> str:
    """Return the address of the rows that a number counts, of one `opening` where given."""
    narrowed = replace(scope, opening=opening, specialization=None) if opening else scope
    return rows_href(narrowed, what, lane)


@register.simple_tag
def behind_now(scope: Scope, what: str, opening=None) -> str:
    """As `behind`, for a number that is about now and therefore about every cohort."""
    return behind(scope.for_everyone(), what, opening=opening)


@register.filter
def number(value: float | None) -> str:
    return "–" if value is None else say_number(value)


@register.filter
def percent(share: Share) -> str:
    return "–" if share.value is None else say_share(share.value)


@register.filter
def interval(share: Share) -> str:
    """The 95 % interval of a share: "49–94"."""
    return say_interval(share)
