"""Heads of columns that lead to the rows in another order."""

from django import template

from pipeline.board_views.orders import Order

register = template.Library()


@register.filter
def sorted_by(order: Order, name: str) -> str:
    """Return what a head of the column `name` asks for: turned round where it is so already."""
    return Order(name, order.name == name and not order.is_reversed).word
