"""The house that the browser visits: the real web server on a database of its own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from config.tenancy.schemas import outside
from tests.benchmarks.server import serving
from tests.clients import CompanyClient
from tests.databases import clone, connect_to, drop, url_of

COOKIE = "fortnight_session"


@dataclass(frozen=True)
class House:
    """`database` is its name; `folder` holds what the server writes."""

    database: str
    folder: Path
    port: int

    def address(self, host: str) -> str:
        return f"http://{host}:{self.port}"

    @contextmanager
    def entered(self, blocker) -> Iterator[None]:
        """Connect Django to this database; `blocker` is pytest-django's."""
        with blocker.unblock():
            previous = connect_to(self.database)
            try:
                with outside():
                    yield
            finally:
                connect_to(previous)

    def session_of(self, person, company) -> dict:
        """Sign `person` in without the form; return the cookie that a browser then holds."""
        client = CompanyClient(HTTP_HOST=company.host)
        client.force_login(person)
        session = client.cookies[COOKIE].value
        return {"name": COOKIE, "value": session, "url": self.address(company.host)}


@contextmanager
def keep_house() -> Iterator[House]:
    """Serve a clone of the template with the settings of the product, until the block ends."""
    name = f"test_browser_{os.getpid()}"
    clone(name)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="fortnight-browser-") as folder,
            serving(**_environment(name, folder)) as port,
        ):
            yield House(name, Path(folder), port)
    finally:
        drop(name)


def _environment(name, folder):
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url_of(os.environ["TEST_APP_URL"], name),
        "DATABASE_OWNER_URL": url_of(os.environ["TEST_OWNER_URL"], name),
        "FORTNIGHT_DATA": folder,
        "FORTNIGHT_WORKERS": "1",
        "FORTNIGHT_LOG_LEVEL": "ERROR",
        "SECRET_KEY": settings.SECRET_KEY,
    }
