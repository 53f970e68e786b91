"""What the operator decides: read once from environment variables, checked, then frozen.

Every variable is described for operators in docs/operating.md.
"""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from config.data_folders import make_data_folder
from config.embedded.sockets import embedded_url
from config.mail import Mail, UnusableURL, read_mail_url

CHECKOUT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
BROKER_SCHEMES = {"pgmq", "redis", "rediss"}
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


class Misconfigured(Exception):
    """The environment cannot be used as it is; the message is one sentence for the operator."""


@dataclass(frozen=True)
class Environment:
    """The checked environment; URLs are complete, paths absolute."""

    development: bool
    secret_key: str
    allowed_hosts: list[str]
    base_domain: str
    port: int
    embedded: bool
    database_url: str
    database_owner_url: str
    broker_url: str
    mail: Mail
    default_from_email: str
    data_dir: Path
    signup_open: bool
    secure: bool
    bind: str
    as_owner: bool
    workers: int
    threads: int
    task_processes: int
    log_level: str


def read_environment(environ: Mapping[str, str] = os.environ) -> Environment:
    """The settings that `environ` asks for. Raises Misconfigured with one sentence.

    In development a secret key is generated once and kept in the data folder.
    """
    development = _choice(environ, "FORTNIGHT_ENV", "development", ["development", "production"])
    development = development == "development"
    data_dir = Path(environ.get("FORTNIGHT_DATA") or CHECKOUT / "var").expanduser().resolve()
    secret_key = _secret_key(environ, development, data_dir)
    base_domain = _base_domain(environ, development)
    embedded, database_url, owner_url = _database(environ, data_dir)
    return Environment(
        development=development,
        secret_key=secret_key,
        allowed_hosts=_allowed_hosts(environ, development, base_domain),
        base_domain=base_domain,
        port=_number(environ, "FORTNIGHT_PORT", 8000, 1, 65535),
        embedded=embedded,
        database_url=database_url,
        database_owner_url=owner_url,
        broker_url=_broker_url(environ),
        mail=_mail(environ, data_dir),
        default_from_email=environ.get("DEFAULT_FROM_EMAIL") or f"Fortnight <jobs@{base_domain}>",
        data_dir=data_dir,
        signup_open=_flag(environ, "FORTNIGHT_SIGNUP", True),
        secure=_flag(environ, "FORTNIGHT_SECURE", not development),
        bind=environ.get("FORTNIGHT_BIND") or "127.0.0.1",
        as_owner=_flag(environ, "FORTNIGHT_AS_OWNER", False),
        workers=_number(environ, "FORTNIGHT_WORKERS", 2, 1, 64),
        threads=_number(environ, "FORTNIGHT_THREADS", 4, 1, 64),
        task_processes=_number(environ, "FORTNIGHT_TASK_PROCESSES", 2, 1, 64),
        log_level=_choice(
            environ, "FORTNIGHT_LOG_LEVEL", "INFO", ["DEBUG", "INFO", "WARNING", "ERROR"]
        ),
    )


def environment_or_exit(environ: Mapping[str, str] = os.environ) -> Environment:
    """As read_environment, but says the sentence on standard error and exits with 2.

    For the entry points (settings, manage.py, gunicorn.conf.py), where nobody could catch it.
    """
    try:
        return read_environment(environ)
    except Misconfigured as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(2) from None


def _secret_key(environ, development, data_dir):
    given = environ.get("SECRET_KEY", "")
    if given:
        if not development and len(given) < SHORTEST_SECRET:
            raise Misconfigured(
                f"SECRET_KEY has {len(given)} characters; production needs at least "
                f"{SHORTEST_SECRET}, kept secret and the same on every server."
            )
        return given
    if not development:
        raise Misconfigured(
            "SECRET_KEY is not set; production needs one: a random text of at least "
            f"{SHORTEST_SECRET} characters, kept secret and the same on every server."
        )
    return _kept_secret(data_dir / "secret_key")


def _kept_secret(path):
    """The secret in `path`, written there first if need be; of two first starts one wins."""
    try:
        make_data_folder(path.parent)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        if not path.exists():
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as f:
                f.write(secrets.token_urlsafe(48))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass  # another process was first: its secret is the one
            finally:
                draft.unlink()
        return path.read_text()
    except OSError as problem:
        raise Misconfigured(
            f"The data folder {path.parent} cannot be used: {problem.strerror}; "
            "set FORTNIGHT_DATA to a folder you can write to."
        ) from None


def _base_domain(environ, development):
    domain = environ.get("FORTNIGHT_DOMAIN", "").strip().lower()
    if domain and not all(part.replace("-", "a").isalnum() for part in domain.split(".")):
        raise Misconfigured(
            f"FORTNIGHT_DOMAIN is {domain!r}, which is not a host name such as jobs.example.com."
        )
    if not domain and not development:
        raise Misconfigured(
            "FORTNIGHT_DOMAIN is not set; production needs the public host name, for instance "
            "jobs.example.com: each company then answers on a host name below it."
        )
    return domain or "localhost"


def _allowed_hosts(environ, development, base_domain):
    hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if "*" in hosts and not development:
        raise Misconfigured(
            "ALLOWED_HOSTS contains *, which would let anyone choose the host name in our mail; "
            "name the hosts instead."
        )
    if hosts:
        return hosts
    local = ["localhost", ".localhost", "127.0.0.1", "[::1]"] if development else []
    return list(dict.fromkeys([f".{base_domain}", *local]))


def _database(environ, data_dir):
    """Whether PostgreSQL is the embedded one, and the URLs of the serving and the owning role."""
    url = environ.get("DATABASE_URL", "").strip()
    if not url:
        return (
            True,
            embedded_url(data_dir, "fortnight_app"),
            embedded_url(data_dir, "fortnight_owner"),
        )
    owner_url = environ.get("DATABASE_OWNER_URL", "").strip() or url
    for name, value in [("DATABASE_URL", url), ("DATABASE_OWNER_URL", owner_url)]:
        _check_postgres(name, value)
    return False, url, owner_url


def _check_postgres(name, url):
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise Misconfigured(
            f"{name} does not start with postgresql://; "
            "Fortnight keeps its data in PostgreSQL only."
        )
    try:
        parts, _ = conninfo_to_dict(url), urlsplit(url).port
    except (psycopg.ProgrammingError, ValueError):
        # Without the reason, which may quote the password.
        raise Misconfigured(
            f"{name} cannot be read; signs such as @, /, # and % in a password are written "
            "as %40, %2F, %23 and %25."
        ) from None
    if not parts.get("dbname") or not parts.get("user"):
        raise Misconfigured(
            f"{name} must name a role and a database: postgresql://role:password@host/database."
        )


def _broker_url(environ):
    url = environ.get("CELERY_BROKER_URL", "").strip() or "pgmq://"
    if urlsplit(url).scheme not in BROKER_SCHEMES:
        raise Misconfigured(
            f"CELERY_BROKER_URL starts with {urlsplit(url).scheme or url!r}; "
            "it can be pgmq:// (our own database) or redis://host:port/number."
        )
    return url


def _mail(environ, data_dir):
    url = environ.get("EMAIL_URL", "").strip() or f"folder://{quote(str(data_dir / 'outbox'))}"
    try:
        return read_mail_url(url)
    except UnusableURL:
        raise Misconfigured(
            "EMAIL_URL must look like smtp://user:password@host:587, "
            "smtps://user:password@host:465, folder:///path or console://."
        ) from None


def _number(environ, name, default, least, most):
    text = environ.get(name, "").strip() or str(default)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise Misconfigured(f"{name} is {text!r}; it must be a number from {least} to {most}.")
    return int(text)


def _flag(environ, name, default):
    text = environ.get(name, "").strip().lower()
    if text and text not in YES | NO:
        raise Misconfigured(f"{name} is {text!r}; it must be yes or no.")
    return text in YES if text else default


def _choice(environ, name, default, choices):
    text = environ.get(name, "").strip() or default
    if text not in choices:
        raise Misconfigured(f"{name} is {text!r}; it must be {' or '.join(choices)}.")
    return text
