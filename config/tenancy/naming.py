"""The company that a command is told to work on."""

from django.core.management.base import CommandError

from config.tenancy.models import Company
from config.tenancy.schemas import outside


def company_called(slug: str) -> Company:
    """Return the company of this address. Raises CommandError where there is none."""
    with outside():
        company = Company.objects.filter(slug=slug).first()
    if company is None:
        raise CommandError(f"There is no company “{slug}”.")
    return company
