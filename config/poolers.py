"""Refuse a connection pooler that swaps sessions: it would swap companies."""

import sys

import psycopg

from config.environment import Environment, Misconfigured

ROUNDS = 5

REFUSAL = (
    "DATABASE_URL leads to a connection pooler in transaction mode, which mixes up the companies "
    "of different requests; set its pool_mode to session, or connect to PostgreSQL directly."
)


def check_server(environment: Environment) -> None:
    """Raise Misconfigured where a configured database server is out of reach, or unsafe."""
    if environment.embedded:
        return
    try:
        unsafe = swaps_sessions(environment.database_url)
    except psycopg.OperationalError as problem:
        reason = str(problem).strip().splitlines()[-1]
        raise Misconfigured(f"The server of DATABASE_URL does not let us in: {reason}") from None
    if unsafe:
        raise Misconfigured(REFUSAL)


def check_server_or_exit(environment: Environment) -> None:
    """As check_server, but says the sentence on standard error and exits with 2."""
    try:
        check_server(environment)
    except Misconfigured as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(2) from None


def swaps_sessions(url: str) -> bool:
    """Say whether what we set in a session of `url` may be lost, or found by another session.

    PostgreSQL tells each session its process id as it connects, and a pooler tells one of its
    own making: where they agree, no pooler is between. Otherwise a second session keeps
    server connections busy while the first looks whether it still has the one it had.
    """
    with _session(url) as first:
        if _server_process(first) == first.info.backend_pid:
            return False
        try:
            with _session(url) as second:
                return any(_is_swapped(first, second) for _ in range(ROUNDS))
        except psycopg.errors.ProtocolViolation:  # it allows single statements only
            return True


def _session(url):
    return psycopg.connect(url, autocommit=True, prepare_threshold=None)


def _is_swapped(first, second):
    mine = _server_process(first)
    with second.transaction():
        return _server_process(second) == mine or _server_process(first) != mine


def _server_process(connection):
    return connection.execute("SELECT pg_backend_pid()").fetchone()[0]
