"""Sweeps over every address: each role, and the rival company with equal keys."""

import uuid
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import override_settings

from config.accounts.models import User
from config.accounts.permissions import ACTIONS
from config.accounts.roles import Role
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from tests.companies import KEYS
from tests.databases import clone, connect_to, drop
from tests.world import MARKER, address_of, addresses, make_world

PAGES = [(place, view) for place, view in addresses() if not place.startswith("api/")]
GUARDED = [(place, view.action) for place, view in PAGES if view.action]
WHO = {
    Role.ADMIN: "admin",
    Role.RECRUITER: "recruiter",
    Role.HIRING_LEAD: "lead",
    Role.INTERVIEWER: "interviewer",
}


class Swept(NamedTuple):
    world: dict
    folder: Path


@pytest.fixture(scope="module")
def swept(django_db_blocker, tmp_path_factory):
    """A database and a folder with one row of everything, made once: no test commits anything."""
    name, folder = f"test_{uuid.uuid4().hex[:16]}", tmp_path_factory.mktemp("swept")
    clone(name)
    with django_db_blocker.unblock():
        previous = connect_to(name)
        company = Company.objects.get(slug="acme")
        with override_settings(FILES_ROOT=folder), inside(company):
            made = make_world()
    yield Swept(made, folder)
    with django_db_blocker.unblock():
        connect_to(previous)
        drop(name)


@pytest.fixture
def world(swept, acme, settings):
    settings.FILES_ROOT = swept.folder
    return swept.world


class Answer(NamedTuple):
    status: int
    body: bytes
    location: str


def ask(client, path) -> Answer:
    """GET, or POST where the address takes only that."""
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, body, response.get("Location", ""))


def places(pairs):
    return [pytest.param(*pair, id=pair[0] or "(root)") for pair in pairs]


@pytest.mark.parametrize(("place", "action"), places(GUARDED))
def test_a_page_opens_to_just_the_roles_of_the_table(place, action, world, client_of):
    path = address_of(place, world)
    for role, who in WHO.items():
        status = ask(client_of(User.objects.get(pk=KEYS[who])), path).status
        assert status < 500, who
        assert (status == 403) == (role not in ACTIONS[action]), who


@pytest.mark.parametrize(("place", "action"), places(GUARDED))
def test_who_has_not_signed_in_is_led_to_the_sign_in_page(place, action, world, visitor):
    answer = ask(visitor, address_of(place, world))
    assert answer.status == 302
    assert answer.location.startswith("/sign-in/")


@pytest.mark.parametrize(("place", "action"), places(GUARDED))
def test_the_rival_company_finds_none_of_our_rows(place, action, world, globex, client_of):
    with inside(globex):
        User.objects.filter(pk=KEYS["recruiter"]).update(roles=list(Role.values))
        rival = User.objects.get(pk=KEYS["recruiter"])
    answer = ask(client_of(rival, globex), address_of(place, world))
    assert MARKER.encode() not in answer.body
    assert answer.status < 500
    if "<uuid:" in place and not place.startswith(SHARED):
        assert answer.status == 404


SHARED = ("people/", "specializations/", "processes/add/")
"""Rows whose keys the two companies have in common: the rival finds its own."""


def test_a_session_of_the_rival_company_is_nothing_here(acme, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = client_of(rival, globex)
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": acme.host}).status_code == 302


def test_one_who_holds_no_role_sees_nothing(world, client_of, outsider):
    client = client_of(outsider)
    for place, action in GUARDED:
        assert ask(client, address_of(place, world)).status == 403, (place, action)
