"""Approvals, rates, letters and totals over the API."""

import pytest

from pipeline.models import ExchangeRate, Membership, Offer
from pipeline.offering.letters import usual_template
from tests.factories import make_application, make_offer, make_opening

RATE = {"currency": "USD", "into": "EUR", "rate": "0.80", "day": "2026-01-02", "source": "Bank"}


@pytest.fixture
def offer(acme, recruiter, lead):
    opening = make_opening(by=recruiter, pay_low=28_000_000, pay_high=38_000_000)
    opening.stages.update(gate="none")
    Membership.objects.create(opening=opening, user=lead)
    return make_offer(make_application(opening), by=recruiter, equity=40_000_000)


def test_an_offer_is_asked_about_approved_and_extended(api, api_of, offer, lead):
    leads = api_of(lead)
    written = leads.send("PUT", "offer-chain/", {"steps": [{"role": "hiring_lead"}]})
    assert written.body["steps"][0]["role"] == "hiring_lead"
    refused = api.send("POST", f"offers/{offer.pk}/extend/")
    assert (refused.status_code, "Ask for it first" in refused.body["detail"]) == (422, True)
    asked = api.send("POST", f"offers/{offer.pk}/approvals/")
    assert asked.body["missing"] == ["a hiring lead"]
    (waiting,) = leads.read("offer-approvals/").body
    assert waiting["evidence"]["band"]["range"] == "$280,000–380,000"
    assert waiting["terms"]["base"] == 30_000_000
    path = f"offer-approvals/{waiting['id']}/decision/"
    assert leads.send("POST", path, {"decision": "declined"}).status_code == 422
    assert leads.send("POST", path, {"decision": "void"}).status_code == 400
    given = leads.send("POST", path, {"decision": "approved"})
    assert given.body["decision"] == "approved"
    extended = api.send("POST", f"offers/{offer.pk}/extend/", {"letter": True})
    assert extended.body["status"] == "extended"
    (letter,) = api.read(f"offers/{offer.pk}/letters/").body
    assert (letter["version"], len(letter["sha256"])) == (1, 64)


def test_a_word_on_a_version_that_is_no_longer_is_stale(api, api_of, offer, lead):
    leads = api_of(lead)
    leads.send("PUT", "offer-chain/", {"steps": [{"person": str(lead.pk)}]})
    api.send("POST", f"offers/{offer.pk}/approvals/")
    (waiting,) = leads.read("offer-approvals/").body
    stale = leads.send(
        "POST",
        f"offer-approvals/{waiting['id']}/decision/",
        {"decision": "approved"},
        headers={"If-Match": '"7"'},
    )
    assert stale.status_code == 412


@pytest.mark.parametrize(
    "steps", [[{}], [{"role": "interviewer"}], [{"role": "admin"}, {"role": "admin"}]]
)
def test_a_chain_without_sense_is_refused(api_of, lead, steps):
    assert api_of(lead).send("PUT", "offer-chain/", {"steps": steps}).status_code == 422


def test_only_who_is_asked_reads_and_decides(api, api_of, offer, lead, admin, interviewer):
    api_of(lead).send("PUT", "offer-chain/", {"steps": [{"person": str(admin.pk)}]})
    api.send("POST", f"offers/{offer.pk}/approvals/")
    key = offer.approvals.get().pk
    assert api_of(interviewer).read("offer-approvals/").status_code == 403
    assert api_of(lead).read(f"offer-approvals/{key}/").status_code == 404
    assert api_of(admin).read(f"offer-approvals/{key}/").body["terms"]["base"] == 30_000_000
    assert api_of(admin).read("offers/").status_code == 403


def test_rates_are_kept_and_imported_whole_or_not_at_all(api_of, lead):
    leads = api_of(lead)
    assert leads.send("POST", "exchange-rates/", RATE).status_code == 201
    assert leads.send("POST", "exchange-rates/", {**RATE, "rate": "0.81"}).status_code == 200
    assert leads.send("POST", "exchange-rates/", {**RATE, "into": "USD"}).status_code == 422
    sent = {"csv": "day,currency,into,rate,source\n2026-01-02,USD,EUR,x,Bank\n"}
    refused = leads.send("POST", "exchange-rates/import/", sent)
    assert refused.status_code == 422
    assert refused.body["refused"][0] | {"problem": ""} == {
        "row": 2,
        "column": "rate",
        "problem": "",
    }
    assert ExchangeRate.objects.count() == 1


def test_totals_are_said_in_both_currencies_or_in_one(api, api_of, offer, lead):
    path = f"offers/{offer.pk}/compensation/"
    body = api.read(path).body
    assert (body["first_year"], body["equity_a_year"]) == (40_000_000, 10_000_000)
    assert (body["home"]["first_year"], body["rate"]) == (None, "")
    api_of(lead).send("POST", "exchange-rates/", RATE)
    assert api.read(path).body["home"] == {
        "currency": "EUR",
        "first_year": 32_000_000,
        "average_year": 32_000_000,
    }


def test_letters_are_written_and_the_usual_one_stays(api_of, lead, recruiter):
    leads = api_of(lead)
    bad = leads.send("POST", "letters/", {"name": "L", "text": "Hello {salary}"})
    assert (bad.status_code, "{salary}" in bad.body["detail"]) == (422, True)
    made = leads.send("POST", "letters/", {"name": "L", "text": "{terms}"})
    assert (made.status_code, made.body["is_default"]) == (201, False)
    assert leads.send("DELETE", f"letters/{usual_template().pk}/").status_code == 422
    assert leads.send("DELETE", f"letters/{made.body['id']}/").status_code == 204
    assert api_of(recruiter).read("letters/").status_code == 403


def test_who_signed_is_blank_while_the_candidate_is_hidden(api, offer):
    Offer.objects.update(answered_name="Ada Osei", answered_from="203.0.113.9")
    assert api.read(f"offers/{offer.pk}/").body["answered_name"] == "Ada Osei"
    type(offer.application.opening).objects.update(is_blind=True)
    for shown in (api.read(f"offers/{offer.pk}/").body, api.read("offers/").body["results"][0]):
        assert (shown["answered_name"], shown["answered_from"]) == ("", None)


def test_more_time_is_given_and_terms_take_a_cliff_and_a_sign_on(api, offer):
    terms = {"base": 30_000_000, "currency": "USD", "expires_on": "2099-01-31"}
    revised = api.send("PATCH", f"offers/{offer.pk}/", terms | {"cliff_months": 6, "sign_on": 5})
    assert (revised.body["versions"][0]["cliff_months"], Offer.objects.get().version) == (6, 2)
    api.send("POST", f"offers/{offer.pk}/extend/", {"letter": False})
    later = api.send("POST", f"offers/{offer.pk}/postpone/", {"expires_on": "2099-02-28"})
    assert later.body["versions"][0]["expires_on"] == "2099-02-28"
