"""Fixtures: two companies, their people, and a client for each of them."""

import uuid

import pytest
from django.db import connection
from hypothesis import settings as properties

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from tests.clients import CompanyClient
from tests.companies import KEYS
from tests.databases import clone, connect_to, drop

# The same examples on every run, and no stopwatch: a busy machine is not a failure.
properties.register_profile("steady", derandomize=True, deadline=None)
properties.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """The databases are there already: clones, and never anything but test databases."""
    assert connection.settings_dict["NAME"].startswith("test_")


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Whatever a test writes to disk goes to a folder of its own."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def acme(db):
    """The company most tests are about; the test runs inside it."""
    company = Company.objects.get(slug="acme")
    with inside(company):
        yield company


@pytest.fixture
def globex(db):
    """The rival. Step into it with `with inside(globex)`."""
    previous = connection.tenant
    connection.set_schema_to_public()
    company = Company.objects.get(slug="globex")
    connection.set_tenant(previous, include_public=False)
    return company


def _person(who):
    @pytest.fixture(name=who)
    def person(acme):
        return User.objects.get(pk=KEYS[who])

    return person


admin, recruiter, lead = _person("admin"), _person("recruiter"), _person("lead")
interviewer, other_interviewer = _person("interviewer"), _person("other_interviewer")
outsider = _person("outsider")


@pytest.fixture
def client_of(acme):
    """Return a function from a person to a client signed in as them, on acme's host."""

    def signed_in(user, company=acme):
        client = CompanyClient(HTTP_HOST=company.host)
        with inside(company):
            client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def visitor(acme):
    """A client on acme's host that has not signed in."""
    return CompanyClient(HTTP_HOST=acme.host)


@pytest.fixture
def own_database(django_db_blocker):
    """A clone for this test alone, committed to for real: for races, workers and browsers."""
    name = f"test_{uuid.uuid4().hex[:16]}"
    clone(name)
    with django_db_blocker.unblock():
        previous = connect_to(name)
        try:
            yield name
        finally:
            connect_to(previous)
            drop(name)
