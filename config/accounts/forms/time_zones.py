"""A field for a time zone: any zone may be typed, and the browser completes it."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.utils.html import format_html, format_html_join

from config.tenancy.models import check_time_zone

LIST_ID = "time-zones"
OLD_NAMES = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/")
"""Families of zones that stay valid and are no longer offered."""


class TimeZoneInput(forms.TextInput):
    """A text input with the list that completes it; a page has one of them."""

    def render(self, *args, **kwargs):
        return format_html("{}{}", super().render(*args, **kwargs), _datalist())


class TimeZoneField(forms.CharField):
    widget = TimeZoneInput

    def __init__(self, **options):
        options.setdefault("max_length", 64)
        options.setdefault("label", "Time zone")
        super().__init__(validators=[check_time_zone], **options)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {
            "list": LIST_ID,
            "autocomplete": "off",
            "placeholder": "Europe/Berlin",
        }


@cache
def _datalist():
    """Zones named after a place, and UTC."""
    places = {name for name in available_timezones() if "/" in name}
    offered = ["UTC", *sorted(name for name in places if not name.startswith(OLD_NAMES))]
    options = format_html_join("", '<option value="{}">', ((name,) for name in offered))
    return format_html('<datalist id="{}">{}</datalist>', LIST_ID, options)
