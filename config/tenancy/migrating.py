"""Migrations of the shared schema, the template and every company."""

from collections.abc import Iterable

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.preparing import prepare_database
from config.tenancy.models import Company
from config.tenancy.rights import grant_app_rights, grant_shared_rights
from config.tenancy.schemas import TEMPLATE_SCHEMA
from config.tenancy.starters import COMPLETERS, STARTERS, Starter, starter_fingerprint


def migrate_all() -> None:
    """Bring every schema up to date; make the template anew, with its starter content.

    Needs the owner's rights on the default connection.
    """
    prepare_database(settings.ENVIRONMENT.database_owner_url)
    _migrate(shared=True)
    for schema in Company.objects.order_by("slug").values_list("schema_name", flat=True):
        _migrate(tenant=True, schema_name=schema)
        _run_within(schema, COMPLETERS)
        _grant(schema)
    make_template()
    with connection.cursor() as cursor:
        grant_shared_rights(cursor.connection.cursor())


def make_template() -> None:
    """Drop the template schema and build it from the migrations and the starters."""
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {TEMPLATE_SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {TEMPLATE_SCHEMA}")
    _migrate(tenant=True, schema_name=TEMPLATE_SCHEMA)
    _run_within(TEMPLATE_SCHEMA, STARTERS)
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON SCHEMA {TEMPLATE_SCHEMA} IS '{starter_fingerprint()}'")
    _grant(TEMPLATE_SCHEMA)


def has_pending_migrations() -> bool:
    """Say whether the shared schema, the template or any company lags behind the code."""
    connection.set_schema_to_public()
    if _lags() or _template_fingerprint() != starter_fingerprint():
        return True
    schemas = [TEMPLATE_SCHEMA, *Company.objects.values_list("schema_name", flat=True)]
    try:
        for schema in schemas:
            connection.set_schema(schema, include_public=False)
            if _lags():
                return True
    finally:
        connection.set_schema_to_public()
    return False


def _template_fingerprint():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s",
            [TEMPLATE_SCHEMA],
        )
        row = cursor.fetchone()
    return row and row[0]


def _lags():
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate(**options):
    call_command("migrate_schemas", interactive=False, verbosity=0, **options)
    connection.set_schema_to_public()


def _run_within(schema, starters: Iterable[Starter]):
    connection.set_schema(schema, include_public=False)
    try:
        with transaction.atomic():
            for start in starters:
                start()
    finally:
        connection.set_schema_to_public()


def _grant(schema):
    with connection.cursor() as cursor:
        grant_app_rights(cursor.connection.cursor(), schema)
