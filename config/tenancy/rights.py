"""What the serving role may do, which is less than what the owner may."""

import psycopg
from psycopg import sql

from config.preparing import APP_ROLE

APPEND_ONLY_TABLES = (
    "records_auditentry",
    "records_auditlink",
    "pipeline_stagemove",
    "pipeline_loggedevent",
    "pipeline_frameworkversion",
    "pipeline_reveal",
    "pipeline_revision",
)
"""Tables whose rows the serving role adds and reads, and never changes."""

COMPANY_SETTINGS = (
    "name",
    "time_zone",
    "clock_days",
    "clock_start",
    "approvals_needed",
    "careers_intro",
    "privacy_notice",
)
"""All of a company's row that the serving role may write."""


def grant_app_rights(cursor: psycopg.Cursor, schema: str) -> None:
    """Let the app role use `schema`: read and write rows, but never rewrite history.

    Where the owner serves as well (one role for everything), there is nothing to grant.
    """
    if not _has_app_role(cursor):
        return
    names = {"schema": sql.Identifier(schema), "app": sql.Identifier(APP_ROLE)}
    cursor.execute(
        sql.SQL(
            "GRANT USAGE ON SCHEMA {schema} TO {app};"
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {app};"
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {app};"
        ).format(**names)
    )
    for table in APPEND_ONLY_TABLES:
        cursor.execute("SELECT to_regclass(%s)", [f"{schema}.{table}"])
        if cursor.fetchone()[0] is not None:
            revoke = "REVOKE UPDATE, DELETE, TRUNCATE ON {schema}.{table} FROM {app}"
            cursor.execute(sql.SQL(revoke).format(table=sql.Identifier(table), **names))


def grant_shared_rights(cursor: psycopg.Cursor) -> None:
    """Let the app role read companies and hosts, and change a company's settings."""
    if not _has_app_role(cursor):
        return
    app = sql.Identifier(APP_ROLE)
    cursor.execute(
        sql.SQL(
            "GRANT USAGE ON SCHEMA public, extensions TO {app};"
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {app};"
            "GRANT UPDATE ({settings}) ON tenancy_company TO {app};"
        ).format(app=app, settings=sql.SQL(", ").join(map(sql.Identifier, COMPANY_SETTINGS)))
    )


def _has_app_role(cursor) -> bool:
    cursor.execute(
        "SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [APP_ROLE]
    )
    return cursor.fetchone() is not None
