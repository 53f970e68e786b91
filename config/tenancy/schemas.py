"""Stepping into a company's schema, and out of it again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from config.tenancy.models import Company

TEMPLATE_SCHEMA = "company_template"


@contextmanager
def inside(company: Company) -> Iterator[Company]:
    """Run a block in the schema of `company`, then return to where we were.

    The shared schema is left out of the search path: a table that the company's schema lacks
    is an error, never a row of somebody else.
    """
    previous = connection.tenant
    was_public_included = connection.include_public_schema
    connection.set_tenant(company, include_public=False)
    try:
        yield company
    finally:
        connection.set_tenant(previous, include_public=was_public_included)


@contextmanager
def outside() -> Iterator[None]:
    """Run a block in the shared schema, where only companies and domains are."""
    previous = connection.tenant
    was_public_included = connection.include_public_schema
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connection.set_tenant(previous, include_public=was_public_included)
