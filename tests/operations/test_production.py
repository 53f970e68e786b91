"""Fortnight on servers of an operator's own: PostgreSQL, Redis, a pooler in between."""

import json
from urllib.parse import urlsplit

import psycopg
import pytest

from config.poolers import swaps_sessions
from tests.operations.conftest import bare_environ, free_port, new_data_dir, run
from tests.operations.houses import COMPANY, House, send_mail
from tests.operations.servers import own_pgbouncer, own_postgres, own_redis, program

pytestmark = [
    pytest.mark.xdist_group("production"),
    pytest.mark.skipif(program("postgres") is None, reason="there is no PostgreSQL server here"),
]
ROLES = """
    CREATE ROLE fortnight_owner LOGIN PASSWORD 'owner';
    CREATE ROLE fortnight_app LOGIN PASSWORD 'app';
    CREATE DATABASE fortnight OWNER fortnight_owner ENCODING 'UTF8' TEMPLATE template0
"""


@pytest.fixture(scope="module")
def postgres():
    with new_data_dir() as folder, own_postgres(folder) as url:
        with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
            for statement in ROLES.split(";"):
                connection.execute(statement)
        yield url


@pytest.fixture(scope="module")
def address(postgres):
    return urlsplit(postgres).netloc.rpartition("@")[2]


@pytest.fixture
def environ(address, data_dir):
    return bare_environ(
        data_dir,
        FORTNIGHT_ENV="production",
        SECRET_KEY="k" * 50,
        FORTNIGHT_DOMAIN="jobs.localhost",
        DATABASE_URL=f"postgresql://fortnight_app:app@{address}/fortnight",
        DATABASE_OWNER_URL=f"postgresql://fortnight_owner:owner@{address}/fortnight",
    )


@pytest.mark.skipif(program("redis-server") is None, reason="there is no Redis server here")
def test_it_runs_on_a_plain_postgresql_with_redis(environ, data_dir):
    with own_redis(data_dir) as broker:
        environ["CELERY_BROKER_URL"] = broker
        house = House(environ, free_port())
        try:
            house.wait_for("Ready:")
            made = run("manage.py", *COMPANY, environ=environ)
            assert made.returncode == 0, made.stderr
            # Sooner than the minute's round: the wake-up went through Redis.
            assert send_mail(environ) < 30
            health = json.loads(house.get("/healthz", host="jobs.localhost")[1])
            assert health == {"database": "ok", "worker": "ok"}
        finally:
            assert house.stop() == 0


@pytest.mark.parametrize("mode", ["session", "transaction", "statement"])
@pytest.mark.skipif(program("pgbouncer") is None, reason="there is no pgbouncer here")
def test_only_a_pooler_that_keeps_sessions_is_taken(address, data_dir, mode):
    with own_pgbouncer(data_dir, address, mode=mode) as pooler:
        swaps = swaps_sessions(f"postgresql://postgres:secret@{pooler}/postgres")

    assert swaps == (mode != "session")


@pytest.mark.skipif(program("pgbouncer") is None, reason="there is no pgbouncer here")
@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        ["manage.py", "up"],
        ["-m", "gunicorn"],
        ["-m", "celery", "--app", "config", "worker"],
    ],
    ids=lambda command: " ".join(command),
)
def test_nothing_starts_behind_a_pooler_in_transaction_mode(environ, data_dir, address, command):
    with own_pgbouncer(data_dir, address, mode="transaction") as pooler:
        environ["DATABASE_URL"] = f"postgresql://postgres:secret@{pooler}/fortnight"

        refused = run(*command, environ=environ)

    assert refused.returncode in {1, 2}
    assert "connection pooler in transaction mode" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_server_that_does_not_let_us_in_is_named_without_the_password(environ, address):
    environ["DATABASE_URL"] = f"postgresql://fortnight_app:hunter2@{address}/fortnight"

    refused = run("manage.py", "check", environ=environ)

    assert refused.returncode == 2
    assert "does not let us in" in refused.stderr
    assert "hunter2" not in refused.stderr
    assert refused.stderr.count("\n") == 1
