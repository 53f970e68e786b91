"""The pages that ask for a closing brief, by role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.closing_briefs import LONGEST_PART, brief_of, write_brief
from pipeline.models import ClosingBrief, Membership, Offer
from pipeline.moves import reject
from pipeline.offers import IllegalOffer, draft_offer, extend_offer
from tests.factories import (
    BRIEF,
    make_application,
    make_closing_brief,
    make_offer,
    make_opening,
    offer_terms,
)


@pytest.fixture
def opening(acme, recruiter, lead):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    Membership.objects.create(opening=opening, user=lead)
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter, stage="final")


@pytest.fixture
def draft(application, recruiter):
    """A draft without a brief."""
    return draft_offer(application, by=recruiter, **offer_terms())


def page(name, row):
    return reverse(f"pipeline:{name}", args=[row.pk])


def test_the_brief_is_written_from_the_last_one(client_of, recruiter, opening, application):
    make_closing_brief(make_application(opening), problem="Routes for vans.")
    write_brief(application, by=recruiter, parts={"growth": "Own words."})
    client = client_of(recruiter)
    place = page("closing_brief", application)
    assert "Routes for vans." not in client.get(place).text
    form = client.get(f"{place}?start=last").context["form"]
    assert form["problem"].value() == "Routes for vans."
    assert form["growth"].value() == "Own words."
    fields = {name: form[name].value() for name in form.fields}
    answer = client.post(f"{place}?start=last", fields, follow=True)
    assert "The closing brief is complete." in answer.text
    assert brief_of(application).problem == "Routes for vans."


def test_a_part_may_be_left_for_later_and_is_not_called_optional(client_of, recruiter, application):
    client = client_of(recruiter)
    shown = client.get(page("closing_brief", application)).text
    assert "optional" not in shown
    assert " required" not in shown.partition('name="problem"')[2].partition(">")[0]
    assert client.post(page("closing_brief", application), {}).status_code == 302


def test_asking_for_the_last_one_where_there_is_none_shows_an_empty_form(
    client_of, recruiter, application
):
    form = client_of(recruiter).get(f"{page('closing_brief', application)}?start=last")
    assert form.context["form"]["problem"].value() == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"problem": "x" * (LONGEST_PART + 1)}, "at most 3000"),
        ({"problem": "a\0b"}, "Null characters"),
        ({"seen": "yesterday"}, "meanwhile"),
    ],
)
def test_bad_input_is_told_and_kept_out(client_of, recruiter, application, fields, sentence):
    answer = client_of(recruiter).post(page("closing_brief", application), fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not ClosingBrief.objects.exists()


def test_a_closed_application_says_why_its_brief_stays(client_of, recruiter, application):
    reject(application, by=recruiter, reason="Evidence")
    answer = client_of(recruiter).post(page("closing_brief", application), {"problem": "Other."})
    assert answer.status_code == 422
    assert "This application is rejected" in answer.text


def test_the_extend_page_asks_for_what_is_missing(client_of, recruiter, application, draft):
    make_closing_brief(application, by=recruiter, teammates="", growth="")
    client = client_of(recruiter)
    form = client.get(page("extend_offer", draft)).context["form"]
    assert set(form.fields) == {"version", "teammates", "growth"}
    some = {"version": 1, "teammates": "Mira Holt."}
    answer = client.post(page("extend_offer", draft), some)
    assert answer.status_code == 422
    assert "Mira Holt." in answer.text
    assert brief_of(application).missing == ["teammates", "growth"]
    answer = client.post(page("extend_offer", draft), some | {"growth": "Owns it."})
    assert answer.status_code == 302
    assert (Offer.objects.get().status, brief_of(application).missing) == ("extended", [])


def test_the_extend_page_starts_from_the_last_brief_too(
    client_of, recruiter, opening, application, draft
):
    make_closing_brief(make_application(opening), problem="Routes for vans.")
    client = client_of(recruiter)
    assert "Start from the last one" in client.get(page("extend_offer", draft)).text
    shown = client.get(f"{page('extend_offer', draft)}?start=last")
    assert "Routes for vans." in shown.text
    assert "Start from the last one" not in shown.text


def test_the_extend_page_asks_for_nothing_where_the_brief_is_complete(
    client_of, recruiter, application
):
    offer = make_offer(application, by=recruiter)
    shown = client_of(recruiter).get(page("extend_offer", offer))
    assert set(shown.context["form"].fields) == {"version"}
    assert "Closing brief" not in shown.text


def test_a_stale_offer_writes_no_brief(client_of, recruiter, draft):
    answer = client_of(recruiter).post(page("extend_offer", draft), {"version": 7, **BRIEF})
    assert answer.status_code == 422
    assert BRIEF["problem"] in answer.text
    assert not ClosingBrief.objects.exists()


def test_a_draft_that_ran_out_is_refused_before_its_brief(application, draft, recruiter):
    draft.versions.update(expires_on=offer_terms()["expires_on"] - timedelta(days=30))
    with pytest.raises(IllegalOffer, match="Revise it first"):
        extend_offer(draft, by=recruiter, brief=BRIEF)
    assert not ClosingBrief.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("recruiter", 200), ("lead", 200), ("admin", 403), ("interviewer", 403), ("outsider", 403)],
)
def test_who_opens_the_page(request, client_of, application, who, status):
    client = client_of(request.getfixturevalue(who))
    assert client.get(page("closing_brief", application)).status_code == status
    written = client.post(page("closing_brief", application), {"problem": "Search."})
    assert written.status_code == (302 if status == 200 else status)
    assert ClosingBrief.objects.exists() is (status == 200)


def test_a_lead_of_another_team_finds_no_brief(client_of, lead, application):
    Membership.objects.all().delete()
    assert client_of(lead).get(page("closing_brief", application)).status_code == 404


def test_the_rival_company_finds_no_brief(client_of, globex, recruiter, application):
    make_closing_brief(application, by=recruiter)
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, company=globex)
    assert client.get(page("closing_brief", application)).status_code == 404
    assert client.post(page("closing_brief", application), {"problem": "x"}).status_code == 404


def test_the_page_costs_the_same_for_any_number_of_briefs(
    client_of, recruiter, opening, application, django_assert_num_queries
):
    client = client_of(recruiter)
    client.get(page("closing_brief", application))
    for _ in range(20):
        make_closing_brief(make_application(opening))
    with django_assert_num_queries(8):  # path, company, path, session, user, row, last, brief
        client.get(f"{page('closing_brief', application)}?start=last")
