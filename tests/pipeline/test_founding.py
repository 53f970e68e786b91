"""The public host: what this is, the way to one's company, and founding one."""

from threading import Barrier, Thread

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.db import connection

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from config.tenancy.slugs import suggest_slug
from pipeline import founding_pace
from pipeline.founding import FOUNDER_ROLES, found_company
from pipeline.founding_pace import HOUR, Pace
from tests.clients import CompanyClient

FORM = {
    "name": "Initech Labs",
    "slug": "initech",
    "time_zone": "Europe/Berlin",
    "person": "Ines",
    "email": "ines@example.com",
    "password": "a new staple altogether",
    "password_again": "a new staple altogether",
}


@pytest.fixture(autouse=True)
def open_house(settings, monkeypatch):
    settings.SIGNUP_OPEN = True
    monkeypatch.setattr(founding_pace, "BY_ADDRESS", Pace(founding_pace.MOST_OF_ADDRESS))


@pytest.fixture
def stranger():
    return CompanyClient(HTTP_HOST=django_settings.BASE_DOMAIN)


def companies():
    return set(Company.objects.values_list("slug", flat=True))


def test_the_first_page_says_what_this_is(db, stranger):
    page = stranger.get("/")
    assert "From first contact to offer in two weeks" in page.text
    assert 'href="/sign-up/"' in page.text


@pytest.mark.parametrize("typed", ["acme", "ACME", " acme ", "acme.localhost"])
def test_the_first_page_leads_to_ones_company(acme, stranger, typed):
    answer = stranger.get("/", {"company": typed})
    assert answer.url == acme.address("/sign-in/")


def test_its_policy_lets_the_browser_follow(db, stranger):
    policy = stranger.get("/")["Content-Security-Policy"]
    assert "form-action 'self' http://*.localhost:" in policy


@pytest.mark.parametrize("typed", ["", "nobody", "evil.example", "//evil.example", "a\0b"])
def test_a_company_that_is_not_here_is_said(db, stranger, typed):
    answer = stranger.get("/", {"company": typed})
    assert answer.status_code == 422
    assert 'class="error"' in answer.text


def test_a_host_of_nobody_leads_back_to_the_first_page(db):
    answer = CompanyClient(HTTP_HOST="nobody.localhost").get("/openings/")
    assert answer.status_code == 404
    assert "No company answers at nobody.localhost" in answer.text
    assert f'href="http://localhost{django_settings.PUBLIC_PORT_SUFFIX}/"' in answer.text


def test_pages_of_companies_are_not_on_the_public_host(db, stranger):
    for path in ("/sign-in/", "/people/", "/company/", "/api/v1/openings/"):
        assert stranger.get(path).status_code == 404


def test_a_founder_can_sign_in_at_once(own_database, stranger):
    answer = stranger.post("/sign-up/", FORM)
    assert answer.status_code == 201
    company = Company.objects.get(slug="initech")
    assert (company.name, company.time_zone) == ("Initech Labs", "Europe/Berlin")
    assert company.address("/sign-in/") in answer.text
    founder = CompanyClient(HTTP_HOST=company.host)
    signed_in = founder.post(
        "/sign-in/", {"email": "ines@example.com", "password": FORM["password"]}
    )
    assert signed_in.url == "/"
    assert "On the way to your first candidate" in founder.get("/company/").text
    with inside(company):
        assert User.objects.get().roles == FOUNDER_ROLES


def test_an_address_is_made_from_the_name(own_database, stranger):
    assert stranger.post("/sign-up/", {**FORM, "slug": ""}).status_code == 201
    assert "initech-labs" in companies()


def test_a_taken_address_is_said_with_one_that_is_free(own_database, stranger):
    answer = stranger.post("/sign-up/", {**FORM, "name": "Acme", "slug": "acme"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["slug"] == [
        "The address “acme” is taken.",
        "“acme-2” is free.",
    ]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"slug": "-x-"}, "slug", "A company's address takes 2 to 40 small letters"),
        ({"slug": "www"}, "slug", "The address “www” is reserved."),
        ({"name": "株式会社", "slug": ""}, "slug", "No address can be made from this name"),
        ({"time_zone": "Moon"}, "time_zone", "“Moon” is no time zone"),
        ({"email": "ines"}, "email", "Enter a valid email address."),
        ({"password": "short", "password_again": "short"}, "password", "too short"),
        ({"password_again": "else"}, "password_again", "The two passwords differ."),
        ({"person": "a\0b"}, "person", "Null characters"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(db, stranger, change, field, sentence):
    answer = stranger.post("/sign-up/", {**FORM, **change})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert sentence in errors[field][0]
    assert companies() == {"acme", "globex"}


def test_an_operator_can_close_it(db, stranger, settings):
    settings.SIGNUP_OPEN = False
    for answer in (stranger.get("/sign-up/"), stranger.post("/sign-up/", FORM)):
        assert answer.status_code == 404
        assert "has closed sign-up" in answer.text
    assert companies() == {"acme", "globex"}
    assert "/sign-up/" not in stranger.get("/").text


def test_two_who_want_one_address_at_once_get_one_company(own_database):
    barrier, outcomes = Barrier(2), []

    def found(email):
        try:
            barrier.wait()
            found_company(slug="initech", name="Initech", email=email, password="long enough")
            outcomes.append("founded")
        except ValidationError as error:
            outcomes.append(error.message_dict["slug"][0])
        finally:
            connection.close()

    threads = [Thread(target=found, args=[f"{n}@example.com"]) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["The address “initech” is taken.", "founded"]
    with inside(Company.objects.get(slug="initech")):
        assert User.objects.count() == 1


def test_a_founder_without_a_password_is_invited(own_database):
    company = found_company(slug="initech", name="Initech", email="ines@example.com")
    with inside(company):
        assert OutboxMessage.objects.get().to == "ines@example.com"
        assert not User.objects.exists()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Acme", "acme-2"),
        ("Zürich ML", "zurich-ml"),
        ("A_b & C", "a-b-c"),
        ("www", "www-2"),
        ("3M", ""),
        ("株式会社", ""),
        ("x" * 120, "x" * 36),
    ],
)
def test_a_suggested_address_is_free_and_usable(db, name, slug):
    assert suggest_slug(name) == slug


def test_one_address_founds_a_few_companies_an_hour():
    pace = Pace(2)
    assert [pace.take("a", now=0), pace.take("a", now=1), pace.take("a", now=2)] == [
        True,
        True,
        False,
    ]
    assert pace.take("b", now=2)
    assert pace.take("a", now=HOUR)


def test_the_pace_forgets_the_longest_quiet_address_first():
    pace = Pace(1, keys=2)
    for key in ("a", "b", "c"):
        pace.take(key, now=0)
    assert not pace.take("b", now=1)
    assert pace.take("a", now=1)


def test_founding_too_fast_is_refused_before_anything_is_made(db, stranger, monkeypatch):
    monkeypatch.setattr(founding_pace, "MOST_OVER_ALL", 2)  # acme and globex are that new
    answer = stranger.post("/sign-up/", FORM)
    assert answer.status_code == 429
    assert "Try again later" in answer.text
    assert companies() == {"acme", "globex"}
