"""Test databases: one template with two companies, cloned for each worker.

Loaded as a plugin (`-p tests.databases`), so that it runs before Django reads its settings.
Only databases named test_* are ever made, written or dropped.
"""

import atexit
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["config/**/*.py", "pipeline/**/*.py", "*/framework/*", "*/models/*.py", "*/apps.py"]
SOURCES += ["*/migrations/*.py", "**/sql/*.sql", "*/starter/**/*", "tests/companies.py"]
BESIDE_THE_POINT = ("/management/", "/views/", "/forms/", "/api/", "/templatetags/")
LOCK = 4_171_414
KEPT_TEMPLATES = 8


def clone(name: str) -> None:
    """Make the database `name` from the template, dropping an older one of that name."""
    assert name.startswith("test_"), name
    with _maintenance() as connection:
        _drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template_name())
            )
        )


def drop(name: str) -> None:
    """Drop the database `name`, whoever is still connected."""
    assert name.startswith("test_"), name
    with _maintenance() as connection:
        _drop(connection, name)


def _drop(connection, name):
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for patience in (0.1, 0.3, 1, 3):
        try:
            connection.execute(statement)
            return
        except psycopg.errors.InsufficientPrivilege:
            # A backend of the other role, or of the server itself, is still on its way out.
            time.sleep(patience)
    connection.execute(statement)


def connect_to(name: str) -> str:
    """Let Django's connections use the database `name` from now on; return the one before."""
    from django.db import connections

    previous = connections["default"].settings_dict["NAME"]
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    return previous


def url_of(role_url: str, name: str) -> str:
    """Return `role_url` with the database `name` in place of its own."""
    parts = {**conninfo_to_dict(role_url), "dbname": name}
    user, password = parts.pop("user"), parts.pop("password", "")
    host, port = parts.pop("host", ""), parts.pop("port", "")
    login = f"{user}:{password}" if password else user
    if host.startswith("/"):
        return f"postgresql://{login}@/{name}?host={host}" + (f"&port={port}" if port else "")
    return f"postgresql://{login}@{host}:{port or 5432}/{name}"


def template_name() -> str:
    """The template's name changes with whatever goes into it; a session keeps to one."""
    if "TEST_TEMPLATE" in os.environ:
        return os.environ["TEST_TEMPLATE"]
    digest = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)}):
        if path.is_file() and not any(part in str(path) for part in BESIDE_THE_POINT):
            digest.update(path.read_bytes())
    os.environ["TEST_TEMPLATE"] = f"test_template_{digest.hexdigest()[:16]}"
    return os.environ["TEST_TEMPLATE"]


def make_template() -> None:
    """Build the template unless it is there; of several sessions one builds and others wait."""
    name = template_name()
    with _maintenance() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        _drop_old_templates(connection)
        draft = f"{name}_draft"
        _drop(connection, draft)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        _fill(draft)
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(draft), sql.Identifier(name)
            )
        )


def _drop_old_templates(connection):
    rows = connection.execute(
        r"SELECT datname FROM pg_database WHERE datname LIKE 'test\_template\_%' ORDER BY oid"
    ).fetchall()
    for (old,) in rows[:-KEPT_TEMPLATES]:
        _drop(connection, old)


def _fill(draft):
    environment = {
        **os.environ,
        "DATABASE_URL": url_of(os.environ["TEST_OWNER_URL"], draft),
        "DATABASE_OWNER_URL": url_of(os.environ["TEST_OWNER_URL"], draft),
        "FORTNIGHT_AS_OWNER": "1",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    result = subprocess.run(
        [sys.executable, "-m", "tests.companies"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise RuntimeError(f"The template database could not be built:\n{result.stderr}")


def _maintenance():
    parts = {**conninfo_to_dict(os.environ["TEST_OWNER_URL"]), "dbname": "postgres"}
    return psycopg.connect(make_conninfo(**parts), autocommit=True)


def start_server():
    """Name the server in the environment: the one configured for tests, or an embedded one."""
    if "TEST_OWNER_URL" in os.environ:
        return
    from config.embedded.servers import start_embedded

    server = start_embedded(ROOT / "var" / "test", durable=False)
    atexit.register(server.stop)
    os.environ["TEST_OWNER_URL"] = server.owner_url
    os.environ["TEST_APP_URL"] = server.app_url


def point_at(name):
    os.environ["DATABASE_URL"] = url_of(os.environ["TEST_APP_URL"], name)
    os.environ["DATABASE_OWNER_URL"] = url_of(os.environ["TEST_OWNER_URL"], name)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    """Before Django's settings are read: a server, a template, and this worker's own clone."""
    # Sooner than any import of the house, whose Celery would choose the settings itself.
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("FORTNIGHT_DATA", str(ROOT / "var" / "test"))
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        start_server()
        make_template()
        os.environ["TEST_RUN"] = str(os.getpid())
    name = f"test_{os.environ['TEST_RUN']}_{worker or 'main'}"
    clone(name)
    atexit.register(drop, name)
    point_at(name)
    return (yield)
