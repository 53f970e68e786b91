"""Companies come whole or not at all."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction

from config.tenancy.models import Company, Domain
from config.tenancy.rights import grant_app_rights
from config.tenancy.schema_copies import copy_schema

OWNER = "owner"


def provision(
    *,
    slug: str,
    name: str,
    time_zone: str = "UTC",
    is_demo: bool = False,
    furnish: Callable[[Company, str], None],
) -> Company:
    """Create a company with its schema, starter content and host; return it.

    `furnish` is called with the company and the name of the database connection that stands in
    the new schema, to add its first people. All of it is one transaction of the owner's
    connection: whatever raises, nothing is left.
    Raises ValidationError, keyed by field, for an unusable or taken address.
    """
    company = Company(
        schema_name=Company.schema_of(slug),
        slug=slug,
        name=name,
        time_zone=time_zone,
        is_demo=is_demo,
    )
    connection = connections[OWNER]
    connection.set_schema_to_public()
    try:
        with transaction.atomic(using=OWNER):
            company.full_clean(validate_unique=False, exclude=["schema_name"])
            _take_address(company)
            Domain.objects.using(OWNER).bulk_create([Domain(domain=company.host, tenant=company)])
            with connection.cursor() as cursor:
                copy_schema(cursor.connection.cursor(), company.schema_name)
                grant_app_rights(cursor.connection.cursor(), company.schema_name)
            connection.set_tenant(company, include_public=False)
            furnish(company, OWNER)
    finally:
        connection.set_schema_to_public()
        connection.close()
    return Company.objects.get(pk=company.pk)


def _take_address(company):
    """Write the company's row.

    Whether its address is taken, the library asks first and the database says in the end: of
    two who want one at once, the second is refused by it.
    """
    try:
        company.save(using=OWNER, force_insert=True)
    except (IntegrityError, ValidationError) as error:
        raise ValidationError({"slug": f"The address “{company.slug}” is taken."}) from error
