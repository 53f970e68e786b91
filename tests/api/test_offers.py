"""Offers over the API."""

import pytest

from config.records.models import OutboxMessage
from tests.factories import make_application, make_closing_brief, make_opening

TERMS = {"base": 30_000_000, "currency": "USD", "expires_on": "2099-01-31"}


@pytest.fixture
def application(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    application = make_application(opening, by=recruiter)
    make_closing_brief(application, by=recruiter)
    return application


@pytest.fixture
def draft(api, application):
    response = api.send("POST", f"applications/{application.pk}/offers/", TERMS)
    assert response.status_code == 201
    return response


def test_an_offer_goes_from_draft_to_hired(api, application, draft):
    path = f"offers/{draft.body['id']}/"
    extended = api.send("POST", f"{path}extend/", headers={"If-Match": draft["ETag"]})
    assert extended.body["status"] == "extended"
    assert OutboxMessage.objects.get().to == application.candidate.email
    accepted = api.send("POST", f"{path}accept/", headers={"If-Match": extended["ETag"]})
    assert accepted.body["status"] == "accepted"
    application.refresh_from_db()
    assert application.state == "hired"
    assert application.offered_at is not None


def test_undoing_the_hire_frees_the_seat_again(api, application, draft):
    path = f"offers/{draft.body['id']}/"
    api.send("POST", f"{path}extend/")
    api.send("POST", f"{path}accept/")
    application.opening.refresh_from_db()
    assert application.opening.status == "filled"
    api.send("POST", f"applications/{application.pk}/undo/")
    application.opening.refresh_from_db()
    assert application.opening.status == "open"


def test_a_draft_takes_new_terms_as_a_further_version(api, draft):
    path = f"offers/{draft.body['id']}/"
    revised = api.send("PATCH", path, TERMS | {"base": 31_000_000})
    assert [version["base"] for version in revised.body["versions"]] == [31_000_000, 30_000_000]


def test_an_offer_changed_meanwhile_is_not_extended(api, draft):
    path = f"offers/{draft.body['id']}/"
    api.send("PATCH", path, TERMS)
    stale = api.send("POST", f"{path}extend/", headers={"If-Match": draft["ETag"]})
    assert stale.status_code == 412
    assert not OutboxMessage.objects.exists()


def test_declining_needs_a_reason(api, draft):
    path = f"offers/{draft.body['id']}/"
    api.send("POST", f"{path}extend/")
    assert api.send("POST", f"{path}decline/").status_code == 400
    declined = api.send("POST", f"{path}decline/", {"reason": "Pay"})
    assert declined.body["decline_reason"] == "Pay"


def test_a_draft_cannot_be_accepted(api, draft):
    response = api.send("POST", f"offers/{draft.body['id']}/accept/")
    assert response.status_code == 422
    assert "draft" in response.body["detail"]


def test_an_interviewer_sees_no_offers(api_of, interviewer, draft):
    client = api_of(interviewer)
    assert client.read("offers/").status_code == 403
    assert client.read(f"offers/{draft.body['id']}/").status_code == 403


def test_a_lead_of_another_team_finds_no_offer(api_of, lead, draft):
    client = api_of(lead)
    assert client.read(f"offers/{draft.body['id']}/").status_code == 404
    assert client.read("offers/").body["results"] == []
