"""The pages of approvals of offers, by role."""

import pytest

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Membership
from pipeline.offering.approving import ask_for_approval
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import Place
from tests.factories import make_application, make_offer, make_opening


@pytest.fixture
def opening(acme, recruiter, lead):
    opening = make_opening(by=recruiter, pay_low=28_000_000, pay_high=38_000_000, currency="USD")
    Membership.objects.create(opening=opening, user=lead)
    return opening


@pytest.fixture
def offer(opening, recruiter):
    return make_offer(make_application(opening, by=recruiter), by=recruiter)


@pytest.fixture
def approval(offer, lead, recruiter):
    write_chain(None, [Place(role="hiring_lead")], by=lead)
    (asked,) = ask_for_approval(offer, by=recruiter)
    return asked


def page(approval):
    return f"/offer-approvals/{approval.pk}/"


def test_an_approver_reads_where_it_stands_and_approves(client_of, approval, offer, lead):
    client = client_of(lead)
    shown = client.get(page(approval)).text
    assert "no percentile" in shown
    assert "0.91" in shown
    assert "not stated" in shown
    version = {"version": str(offer.version)}
    faulty = client.post(page(approval), {"decision": "declined", "note": "", **version})
    assert faulty.status_code == 422
    client.post(page(approval), {"decision": "approved", **version})
    approval.refresh_from_db()
    assert (approval.decision, approval.decided_by) == ("approved", lead)
    assert "You approved it" in client.get(page(approval)).text


@pytest.mark.parametrize(
    ("who", "status"), [("interviewer", 403), ("outsider", 403), ("admin", 404), ("recruiter", 404)]
)
def test_only_who_is_asked_reads_the_page(request, client_of, approval, who, status):
    answer = client_of(request.getfixturevalue(who)).get(page(approval))
    assert answer.status_code == status
    assert b"300,000" not in answer.content


def test_the_rival_finds_no_approval(client_of, approval, globex, lead):
    with inside(globex):
        rival = User.objects.get(pk=lead.pk)
    assert client_of(rival, globex).get(page(approval)).status_code == 404


def test_a_blind_applicant_has_no_name_on_the_page(client_of, approval, offer, lead):
    type(offer.application.opening).objects.update(is_blind=True)
    shown = client_of(lead).get(page(approval)).text
    assert offer.application.candidate.name not in shown
    assert "Applicant " in shown


def test_the_chain_is_written_on_its_page(client_of, acme, lead, recruiter):
    client = client_of(lead)
    sent = {
        "step0-who": "role:admin",
        "step0-order": "2",
        "step0-is_for_outside": "on",
        "step1-who": f"person:{recruiter.pk}",
        "step1-order": "1",
    }
    assert client.post("/offers/set-up/", sent).status_code == 302
    first, second = client.get("/offers/set-up/").context["form"].steps[:2]
    assert first.initial["who"] == f"person:{recruiter.pk}"
    assert second.initial["is_for_outside"] is True
    bad = client.post("/offers/set-up/", {"step0-who": "role:\0", "step0-order": "x"})
    assert bad.status_code == 422


def test_a_lead_sets_the_chains_of_their_own_openings(client_of, opening, lead, admin):
    path = f"/openings/{opening.pk}/offer-chain/"
    assert client_of(admin).get(path).status_code == 200
    Membership.objects.filter(user=lead).delete()
    assert client_of(lead).get(path).status_code == 404
