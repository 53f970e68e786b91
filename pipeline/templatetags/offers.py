"""How offers write shares."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def plain_rate(rate: Decimal) -> str:
    """Write a rate without the zeros at its end."""
    return f"{rate.normalize():f}"


@register.filter
def as_percent(share: float) -> str:
    """Write a share of one in whole percent: 0.4512 is "45 %"."""
    return f"{share * 100:.0f}\u00a0%"
