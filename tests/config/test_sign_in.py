"""Signing in, out, and slowing down whoever guesses."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from config.accounts.models import SignInFailure, User
from config.accounts.sign_in import MOST_OF_ADDRESS, MOST_OF_EMAIL_AND_ADDRESS
from config.records.trail import read_trail
from config.tenancy.schemas import inside
from tests.clients import CompanyClient
from tests.companies import KEYS, PASSWORD

WRONG = "do not belong together"


def sign_in(client, email="recruiter@example.com", password=PASSWORD, **data):
    query = data.pop("headers", {})
    return client.post("/sign-in/", {"email": email, "password": password, **data}, headers=query)


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def test_a_person_signs_in_with_email_and_password(visitor):
    assert visitor.get("/sign-in/").status_code == 200
    assert sign_in(visitor).status_code == 302
    assert is_signed_in(visitor)


def test_the_trail_tells_who_signed_in(visitor, recruiter):
    sign_in(visitor)
    (line,), _ = read_trail(row=recruiter.pk, actor=str(recruiter.pk))
    assert (line.deed, line.thing, line.actor_name) == ("Signed in as", "user", "Recruiter")


def test_capitals_and_spaces_around_the_email_do_not_matter(visitor):
    sign_in(visitor, " Recruiter@EXAMPLE.com ")
    assert is_signed_in(visitor)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("recruiter@example.com", "wrong"),
        ("nobody@example.com", PASSWORD),
        ("recruiter@example.com", PASSWORD + " "),
    ],
)
def test_the_answer_never_says_whether_an_address_exists(visitor, email, password):
    response = sign_in(visitor, email, password)
    assert response.status_code == 422
    assert WRONG in response.text
    assert not is_signed_in(visitor)


@pytest.mark.parametrize(
    "email", ["", "no address", "a\0b@example.com", "x" * 300 + "@example.com"]
)
def test_what_is_no_address_is_refused_unasked(visitor, email):
    assert sign_in(visitor, email).status_code == 422
    assert not SignInFailure.objects.exists()


def test_an_address_unknown_here_costs_a_hash_as_well(visitor, monkeypatch):
    hashed = []
    monkeypatch.setattr("config.accounts.backends.make_password", hashed.append)
    sign_in(visitor, "nobody@example.com")
    assert hashed == [PASSWORD]


def test_one_is_led_to_where_one_wanted_to_go(visitor):
    asked = visitor.get("/people/")
    assert asked.url == "/sign-in/?next=/people/"
    assert 'name="next" value="/people/"' in visitor.get(asked.url).text
    assert sign_in(visitor, next="/people/").url == "/people/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "http:///evil.example",
        "https://globex.localhost/",
    ],
)
def test_one_is_never_led_to_another_host(visitor, elsewhere):
    assert sign_in(visitor, next=elsewhere).url == "/"
    assert visitor.get("/sign-in/", {"next": elsewhere}).url == "/"


def test_signing_in_gives_a_new_session(visitor):
    visitor.get("/sign-in/")
    sign_in(visitor, "lead@example.com")
    first = visitor.cookies["fortnight_session"].value
    visitor.post("/sign-out/")
    sign_in(visitor)
    assert visitor.cookies["fortnight_session"].value != first


def test_signing_out_ends_the_session(client_of, recruiter):
    client = client_of(recruiter)
    key = client.cookies["fortnight_session"].value
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == "/sign-in/"
    assert not Session.objects.filter(session_key=key).exists()
    assert not is_signed_in(client)


def test_the_session_ends_when_a_person_is_deactivated(client_of, recruiter):
    client = client_of(recruiter)
    assert is_signed_in(client)
    User.objects.filter(pk=recruiter.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_who_is_deactivated_is_told_no_more_than_a_stranger(visitor, recruiter):
    User.objects.filter(pk=recruiter.pk).update(is_active=False)
    assert WRONG in sign_in(visitor).text


def test_after_five_failures_nobody_looks_at_the_password(visitor):
    for _ in range(MOST_OF_EMAIL_AND_ADDRESS):
        assert sign_in(visitor, password="wrong").status_code == 422
    response = sign_in(visitor)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "Wait a quarter of an hour" in response.text
    assert not is_signed_in(visitor)
    assert SignInFailure.objects.count() == MOST_OF_EMAIL_AND_ADDRESS


def test_guesses_sent_all_at_once_count_as_well(own_database):
    barrier, answers = Barrier(12), []

    def guess():
        client = CompanyClient(HTTP_HOST="acme.localhost")
        try:
            barrier.wait()
            answers.append(sign_in(client, password="wrong").status_code)
        finally:
            connection.close()

    threads = [Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {422, 429}
    assert answers.count(422) <= MOST_OF_EMAIL_AND_ADDRESS


def test_waiting_opens_the_door_again(visitor):
    for _ in range(MOST_OF_EMAIL_AND_ADDRESS):
        sign_in(visitor, password="wrong")
    SignInFailure.objects.update(failed_at=timezone.now() - timedelta(minutes=16))
    assert sign_in(visitor).status_code == 302


def test_a_success_takes_back_ones_own_failures_and_no_others(visitor):
    for _ in range(MOST_OF_EMAIL_AND_ADDRESS - 1):
        sign_in(visitor, password="wrong")
    sign_in(visitor, "lead@example.com", "wrong")
    sign_in(visitor)
    assert list(SignInFailure.objects.values_list("email", flat=True)) == ["lead@example.com"]


def test_guessing_from_elsewhere_does_not_lock_a_colleague_out(visitor, acme):
    stranger = CompanyClient(HTTP_HOST=acme.host, REMOTE_ADDR="203.0.113.7")
    for _ in range(MOST_OF_EMAIL_AND_ADDRESS + 1):
        sign_in(stranger, password="wrong")
    assert sign_in(stranger).status_code == 429
    assert sign_in(visitor).status_code == 302


def test_one_address_cannot_try_many_emails(visitor):
    for number in range(MOST_OF_ADDRESS):
        sign_in(visitor, f"guess{number}@example.com", "wrong")
    assert sign_in(visitor).status_code == 429


def test_many_addresses_cannot_try_one_email_for_ever(visitor):
    SignInFailure.objects.bulk_create(
        SignInFailure(email="recruiter@example.com", address=f"203.0.113.{number}")
        for number in range(50)
    )
    assert sign_in(visitor).status_code == 429


def test_failures_that_nobody_counts_are_swept_away(visitor):
    SignInFailure.objects.create(email="old@example.com")
    SignInFailure.objects.update(failed_at=timezone.now() - timedelta(days=2))
    sign_in(visitor, password="wrong")
    assert [failure.email for failure in SignInFailure.objects.all()] == ["recruiter@example.com"]


def test_a_forwarded_address_is_believed_from_the_proxy_only(visitor, settings):
    made_up = {"x-forwarded-for": "198.51.100.1, 203.0.113.9"}
    sign_in(visitor, password="wrong", headers=made_up)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    sign_in(visitor, password="wrong", headers=made_up)
    sign_in(visitor, password="wrong", headers={"x-forwarded-for": "nonsense"})
    addresses = SignInFailure.objects.order_by("failed_at").values_list("address", flat=True)
    assert list(addresses) == ["127.0.0.1", "203.0.113.9", None]


def test_a_session_of_the_rival_opens_nothing_here(visitor, globex):
    rival = CompanyClient(HTTP_HOST=globex.host)
    sign_in(rival)
    assert is_signed_in(rival)
    visitor.cookies = rival.cookies
    assert not is_signed_in(visitor)


def test_a_password_of_the_rival_opens_nothing_here(visitor, globex):
    with inside(globex):
        twin = User.objects.get(pk=KEYS["recruiter"])
        twin.set_password("only at globex")
        twin.save()
    assert WRONG in sign_in(visitor, password="only at globex").text
    assert (
        sign_in(CompanyClient(HTTP_HOST=globex.host), password="only at globex").status_code == 302
    )


def test_the_sign_in_page_costs_no_more_than_finding_the_company(
    visitor, django_assert_num_queries
):
    with django_assert_num_queries(2):  # search_path, company
        visitor.get("/sign-in/")
