"""A new password by a mailed link."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import signing
from django.db import connection

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.password_links import LIFE, MOST_LINKS, password_link, replace_password
from tests.clients import CompanyClient
from tests.companies import KEYS, PASSWORD

NEW = "a new staple altogether"
BOTH = {"password": NEW, "password_again": NEW}


@pytest.fixture
def path(acme, recruiter):
    return password_link(acme, recruiter).removeprefix(acme.address(""))


def ask(client, email="recruiter@example.com"):
    return client.post("/lost-password/", {"email": email})


def test_who_lost_the_password_gets_a_link_and_is_in_with_a_new_one(visitor, acme, recruiter):
    assert ask(visitor, "Recruiter@Example.com").status_code == 200
    mail = OutboxMessage.objects.get()
    assert mail.to == recruiter.email
    path = mail.body.split(acme.address(""))[1].split()[0]
    assert "Choose a new password" in visitor.get(path).text
    assert visitor.post(path, BOTH).url == "/"
    assert visitor.get("/account/").status_code == 200
    recruiter.refresh_from_db()
    assert recruiter.check_password(NEW)


def test_the_answer_never_says_whether_an_address_exists(visitor, recruiter):
    known, unknown = ask(visitor), ask(visitor, "nobody@example.com")
    assert known.status_code == unknown.status_code
    assert known.text == unknown.text.replace("nobody@example.com", "recruiter@example.com")
    assert OutboxMessage.objects.count() == 1


def test_who_may_not_sign_in_gets_no_link(visitor, recruiter, path):
    User.objects.filter(pk=recruiter.pk).update(is_active=False)
    ask(visitor)
    assert not OutboxMessage.objects.exists()
    assert visitor.get(path).status_code == 410


def test_nobody_is_flooded_with_links(visitor):
    for _ in range(MOST_LINKS + 2):
        ask(visitor)
    assert OutboxMessage.objects.count() == MOST_LINKS


def test_a_link_works_once(visitor, path, acme):
    visitor.post(path, BOTH)
    second = CompanyClient(HTTP_HOST=acme.host)
    assert second.get(path).status_code == 410
    assert second.post(path, BOTH).status_code == 410


def test_a_link_works_once_even_when_followed_twice_at_once(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        link = password_link(acme, User.objects.get(pk=KEYS["recruiter"]))
    token = link.split("/")[-2]
    barrier, outcomes = Barrier(2), []

    def take_up(password):
        try:
            with inside(acme):
                barrier.wait()
                outcomes.append(replace_password(acme, token, password=password))
        finally:
            connection.close()

    threads = [Thread(target=take_up, args=[f"{NEW} {n}"]) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([person for person in outcomes if person is None]) == 1


def test_a_link_ends_after_its_hour(visitor, path, monkeypatch):
    later = signing.time.time() + (LIFE + timedelta(seconds=1)).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert "You can have another" in visitor.get(path).text


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "é"])
def test_a_forged_link_leads_to_a_clear_page(visitor, token):
    assert visitor.get(f"/new-password/{token}/").status_code == 410


def test_a_link_of_the_rival_changes_nothing_even_with_equal_keys_and_hashes(
    visitor, globex, recruiter, path
):
    with inside(globex):
        User.objects.filter(pk=recruiter.pk).update(password=recruiter.password)
    rival = CompanyClient(HTTP_HOST=globex.host)
    assert rival.post(path, BOTH).status_code == 410
    assert visitor.get(path).status_code == 200


def test_a_poor_password_is_refused(visitor, path, recruiter):
    answer = visitor.post(path, {"password": "short", "password_again": "short"})
    assert answer.status_code == 422
    recruiter.refresh_from_db()
    assert recruiter.check_password(PASSWORD)


def test_an_admin_can_have_a_link_mailed(client_of, admin, recruiter):
    answer = client_of(admin).post(f"/people/{recruiter.pk}/password/")
    assert answer.url == f"/people/{recruiter.pk}/"
    assert OutboxMessage.objects.get().to == recruiter.email


@pytest.mark.parametrize("who", ["recruiter", "lead", "interviewer", "outsider"])
def test_nobody_else_can(who, request, client_of, admin):
    client = client_of(request.getfixturevalue(who))
    assert client.post(f"/people/{admin.pk}/password/").status_code == 403
    assert not OutboxMessage.objects.exists()
