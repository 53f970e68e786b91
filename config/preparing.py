"""What a database needs before its first migration: roles, extensions, the broker's queues."""

import psycopg
from pgmq.install import install_pgmq_from_sql
from psycopg import sql

from config.embedded.sockets import DATABASE

OWNER_ROLE, APP_ROLE = "fortnight_owner", "fortnight_app"
EXTENSIONS_SCHEMA = "extensions"
EXTENSIONS = ["btree_gist", "pg_trgm", "unaccent", "citext"]
BUSY = 4_014_777  # the advisory lock under which a database is prepared


def make_roles_and_database(superuser_url: str, database: str = DATABASE) -> None:
    """Make our two roles and the database where they are missing. Needs a superuser.

    On a server of one's own docs/operating.md gives the same statements, with passwords.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [BUSY])
        rows = connection.execute("SELECT rolname FROM pg_roles").fetchall()
        roles = {name for (name,) in rows}
        if OWNER_ROLE not in roles:
            connection.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB")
        if APP_ROLE not in roles:
            connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
        # The owner may end the other's sessions: tests drop databases that are still in use.
        connection.execute(f"GRANT {APP_ROLE} TO {OWNER_ROLE}")
        exists = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(exists, [database]).fetchone():
            make = "CREATE DATABASE {} OWNER {} TEMPLATE template0"
            names = [sql.Identifier(database), sql.Identifier(OWNER_ROLE)]
            connection.execute(sql.SQL(make).format(*names))


def prepare_database(owner_url: str, app_role: str = APP_ROLE) -> None:
    """Make the extensions and the broker's tables where they are missing, as the owner.

    All four extensions are trusted ones: the owner of a database may make them.
    """
    with psycopg.connect(owner_url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [BUSY])
        rows = connection.execute("SELECT extname FROM pg_extension").fetchall()
        missing = set(EXTENSIONS) - {name for (name,) in rows}
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {EXTENSIONS_SCHEMA}")
        for extension in sorted(missing):
            connection.execute(f"CREATE EXTENSION {extension} SCHEMA {EXTENSIONS_SCHEMA}")
        if connection.execute("SELECT to_regclass('pgmq.meta')").fetchone() == (None,):
            install_pgmq_from_sql(conn=connection)
        _grant(connection, app_role)


def is_empty(url: str) -> bool:
    """Say whether no migration has ever run in the database."""
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (
            None,
        )


def _grant(connection, app_role):
    """Let the serving role use the extensions and keep queues: they hold no company's data."""
    exists = "SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user"
    if not connection.execute(exists, [app_role]).fetchone():
        return
    app = sql.Identifier(app_role)
    schemas = "GRANT USAGE ON SCHEMA {} TO {app}; GRANT ALL ON SCHEMA pgmq TO {app}"
    connection.execute(sql.SQL(schemas).format(sql.Identifier(EXTENSIONS_SCHEMA), app=app))
    # The queues themselves are made by the serving role, and so are its own.
    ours = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'pgmq'::regnamespace"
        " AND relkind IN ('r', 'p', 'S') AND relowner = current_user::regrole"
    )
    for (name,) in connection.execute(ours).fetchall():
        grant = sql.SQL("GRANT ALL ON {} TO {}").format(sql.Identifier("pgmq", name), app)
        connection.execute(grant)
