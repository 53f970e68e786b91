"""Inviting colleagues by a link that works once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from config.accounts.models import Invitation, User
from config.records.models import AuditEntry, OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.invitations import accept_invitation, find_invitation, invitation_link, invite
from tests.clients import CompanyClient
from tests.companies import KEYS

PASSWORD = "a new staple altogether"
NEW = {"name": "Nadia", "email": "nadia@example.com", "roles": ["recruiter", "interviewer"]}


@pytest.fixture
def invitation(acme, admin):
    return invite(acme, **NEW, by=admin)


@pytest.fixture
def path(acme, invitation):
    return invitation_link(acme, invitation).removeprefix(acme.address(""))


def accept(client, path, password=PASSWORD, again=None):
    data = {"password": password, "password_again": again or password}
    return client.post(path, data)


def test_an_invitation_is_mailed_with_its_link(client_of, admin, acme):
    assert client_of(admin).post("/people/invite/", NEW).url == "/people/"
    invitation = Invitation.objects.get()
    assert invitation.invited_by == admin
    mail = OutboxMessage.objects.get(about=invitation.pk)
    assert mail.to == "nadia@example.com"
    assert acme.address("/invitations/") in mail.body
    assert mail.subject == "Admin invites you to Acme on Fortnight"


def test_who_accepts_is_in_with_the_roles_promised(visitor, path, invitation):
    assert "Welcome, Nadia" in visitor.get(path).text
    assert accept(visitor, path).url == "/"
    assert "nadia@example.com" in visitor.get("/account/").text
    user = User.objects.get(email="nadia@example.com")
    assert user.roles == ["recruiter", "interviewer"]
    assert user.check_password(PASSWORD)
    assert AuditEntry.objects.get(row_id=user.pk, action="insert").actor == "invitation"


def test_a_link_works_once(visitor, path, acme):
    accept(visitor, path)
    second = CompanyClient(HTTP_HOST=acme.host)
    assert second.get(path).status_code == 410
    assert accept(second, path).status_code == 410
    assert "no longer works" in second.get(path).text


def test_a_link_works_once_even_when_followed_twice_at_once(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        invitation = invite(acme, **NEW, by=User.objects.get(pk=KEYS["admin"]))
    barrier, outcomes = Barrier(2), []

    def take_up():
        try:
            with inside(acme):
                barrier.wait()
                outcomes.append(accept_invitation(invitation, password=PASSWORD).email)
        except Invitation.DoesNotExist:
            outcomes.append("too late")
        finally:
            connection.close()

    threads = [Thread(target=take_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["nadia@example.com", "too late"]
    with inside(acme):
        assert User.objects.filter(email="nadia@example.com").count() == 1


def test_who_was_too_late_between_page_and_post_is_told_so(visitor, path, invitation):
    visitor.get(path)
    accept_invitation(invitation, password=PASSWORD)
    assert accept(visitor, path).status_code == 410


@pytest.mark.parametrize("change", [{"withdrawn_at": 0}, {"expires_at": -1}])
def test_a_withdrawn_or_expired_link_leads_to_a_clear_page(visitor, path, invitation, change):
    moments = {name: timezone.now() + timedelta(days=days) for name, days in change.items()}
    Invitation.objects.filter(pk=invitation.pk).update(**moments)
    page = visitor.get(path)
    assert page.status_code == 410
    assert "Ask whoever invited you" in page.text


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", "%00", "x" * 3000])
def test_a_forged_link_leads_to_the_same_page(visitor, token):
    assert visitor.get(f"/invitations/{token}/").status_code == 410


def test_a_link_of_the_rival_leads_nowhere_even_with_equal_keys(visitor, invitation, path, globex):
    with inside(globex):
        Invitation.objects.create(id=invitation.pk, **{**NEW, "roles": ["admin"]})
        foreign = invitation_link(globex, invitation).removeprefix(globex.address(""))
    assert visitor.get(foreign).status_code == 410
    assert accept(visitor, foreign).status_code == 410
    rival = CompanyClient(HTTP_HOST=globex.host)
    assert rival.get(path).status_code == 410
    assert rival.get(foreign).status_code == 200


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "too short"),
        ("nadia@example.com", "nadia@example.com", "too similar"),
        (PASSWORD, "another", "The two passwords differ"),
    ],
)
def test_a_poor_password_is_refused(visitor, path, password, again, sentence):
    response = accept(visitor, path, password, again)
    assert response.status_code == 422
    assert sentence in response.text
    assert not User.objects.filter(email="nadia@example.com").exists()


def test_an_address_taken_meanwhile_is_said(visitor, path):
    User.objects.create(email="NADIA@example.com", name="Another")
    response = accept(visitor, path)
    assert response.status_code == 422
    assert "has this email address already" in response.text


def test_somebody_who_is_here_already_is_not_invited(client_of, admin):
    response = client_of(admin).post("/people/invite/", {**NEW, "email": "Lead@Example.com"})
    assert response.status_code == 422
    assert "has this email address already" in response.text
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "change", [{"roles": []}, {"roles": ["owner"]}, {"email": "nadia"}, {"name": ""}]
)
def test_an_invitation_that_makes_no_sense_is_refused(client_of, admin, change):
    assert client_of(admin).post("/people/invite/", {**NEW, **change}).status_code == 422
    assert not Invitation.objects.exists()


def test_a_second_invitation_replaces_the_first(acme, admin, invitation, visitor, path):
    later = invite(acme, **NEW, by=admin)
    assert visitor.get(path).status_code == 410
    assert list(Invitation.objects.pending()) == [later]


def test_an_expired_invitation_can_be_sent_again(client_of, admin, acme, invitation, visitor):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    client = client_of(admin)
    assert "Expired" in client.get("/people/").text
    client.post(f"/invitations/{invitation.pk}/resend/")
    assert OutboxMessage.objects.filter(about=invitation.pk).count() == 2
    link = OutboxMessage.objects.latest("id").body.split(acme.address(""))[1].split()[0]
    assert visitor.get(link).status_code == 200


def test_a_withdrawn_invitation_is_gone(client_of, admin, invitation, visitor, path):
    client = client_of(admin)
    client.post(f"/invitations/{invitation.pk}/withdraw/")
    assert visitor.get(path).status_code == 410
    assert "Nadia" not in client.get("/people/").text.split('id="toasts"')[0]


@pytest.mark.parametrize("deed", ["resend", "withdraw"])
def test_what_was_taken_up_can_be_neither_sent_nor_withdrawn(client_of, admin, invitation, deed):
    accept_invitation(invitation, password=PASSWORD)
    page = client_of(admin).post(f"/invitations/{invitation.pk}/{deed}/", follow=True)
    assert "taken up or withdrawn meanwhile" in page.text
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("who", ["recruiter", "lead", "interviewer", "outsider"])
def test_only_admins_invite_and_withdraw(who, request, client_of, invitation):
    client = client_of(request.getfixturevalue(who))
    assert client.post("/people/invite/", NEW).status_code == 403
    for deed in ("resend", "withdraw"):
        assert client.post(f"/invitations/{invitation.pk}/{deed}/").status_code == 403
    assert Invitation.objects.open().count() == 1


def test_a_signed_link_to_no_invitation_finds_nothing(acme, invitation, path):
    token = path.split("/")[2]
    assert find_invitation(acme, token) == invitation
    invitation.delete()
    assert find_invitation(acme, token) is None


def test_inviting_twice_at_a_time_never_makes_two_people(acme, admin, invitation):
    twin = Invitation.objects.create(**NEW)
    accept_invitation(invitation, password=PASSWORD)
    with pytest.raises(ValidationError, match="already"):
        accept_invitation(twin, password=PASSWORD)


@pytest.mark.parametrize("invitations", [1, 50])
def test_the_list_costs_the_same_queries_for_any_number_of_invitations(
    client_of, admin, django_assert_num_queries, invitations
):
    Invitation.objects.bulk_create(
        Invitation(email=f"i{n}@example.com", name=f"I {n}", roles=["admin"], invited_by=admin)
        for n in range(invitations)
    )
    client = client_of(admin)
    # search_path, company, search_path, session, user; people, invitations
    with django_assert_num_queries(7):
        client.get("/people/")
