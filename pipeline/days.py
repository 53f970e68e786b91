"""The company's days."""

from datetime import date

from django.db import connection
from django.utils import timezone


def today() -> date:
    """Return the present date of the company's zone."""
    return timezone.now().astimezone(connection.tenant.zone).date()
