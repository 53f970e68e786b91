"""A candidate reads, accepts or declines their offer on their own page."""

from datetime import timedelta

import pytest

from config.records.models import AuditEntry
from pipeline.candidate_pages.links import page_address
from pipeline.models import Application, Happening, Message, Notice, Offer
from pipeline.offers import (
    accept_offer,
    extend_offer,
    postpone_expiry,
    revise_offer,
    take_back_offer,
    today,
)
from tests.factories import make_application, make_offer, make_opening, offer_terms

OTHER_TERMS = {"bonus": 2_000_000, "equity": 40_000_000, "sign_on": 1_000_000}


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter, title="Search engineer")
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def offer(opening, recruiter):
    application = make_application(opening, by=recruiter)
    draft = make_offer(application, by=recruiter, note="Between us: at most 320.", **OTHER_TERMS)
    return extend_offer(draft, by=recruiter, letter=False)


def path_of(offer):
    address = page_address(offer.application)
    return f"/my/{address.rstrip('/').rpartition('/my/')[2]}/offer/"


def accept(client, offer, name="Ada Osei", version=None, **more):
    sent = {"answer": "accept", "accept-name": name}
    sent["accept-version"] = str(version or offer.version)
    return client.post(path_of(offer), sent, **more)


def decline(client, offer, **words):
    sent = {f"decline-{name}": value for name, value in words.items()}
    sent |= {"answer": "decline", "decline-version": str(offer.version)}
    return client.post(path_of(offer), sent)


def test_the_page_says_all_that_is_offered_and_nothing_between_us(visitor, offer):
    shown = visitor.get(path_of(offer)).text
    assert "$300,000" in shown
    assert "$430,000" in shown  # in the first year: 300 + 20 + 100 + 10
    assert "$422,500" in shown  # on average: the sign-on spread over four years
    assert "cliff after 12 months" in shown
    assert "Between us" not in shown
    assert "Read and answer it" in visitor.get(path_of(offer).removesuffix("offer/")).text


def test_the_letter_is_read_from_the_page_once_it_is_written(visitor, opening, recruiter, offer):
    assert visitor.get(f"{path_of(offer)}letter/").status_code == 404
    other = extend_offer(make_offer(make_application(opening), by=recruiter), by=recruiter)
    assert "Read the letter" in visitor.get(path_of(other)).text
    answer = visitor.get(f"{path_of(other)}letter/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_draft_is_nobodys_business(visitor, opening, recruiter):
    draft = make_offer(make_application(opening), by=recruiter)
    assert visitor.get(path_of(draft)).status_code == 404
    assert "Our offer" not in visitor.get(path_of(draft).removesuffix("offer/")).text


def test_accepting_records_name_time_and_address_and_hires(visitor, offer, recruiter):
    accept(visitor, offer, name="  Ada  N. Osei ", REMOTE_ADDR="203.0.113.9")
    offer.refresh_from_db()
    assert (offer.status, offer.answered_name) == ("accepted", "Ada N. Osei")
    assert offer.answered_from == "203.0.113.9"
    assert offer.closed_at
    assert Application.objects.get().state == "hired"
    entry = AuditEntry.objects.filter(table="pipeline_offer", action="update").latest("id")
    assert (entry.actor, entry.after["answered_name"]) == ("candidate", "Ada N. Osei")
    assert "was accepted" in Notice.objects.get(person=recruiter, key__endswith="accepted").sentence
    assert Happening.objects.filter(kind="offer_accepted").exists()
    assert Message.objects.filter(subject__contains="welcome").count() == 1


@pytest.mark.parametrize("name", ["", "  ", "123", "--", "x" * 161, "\0"])
def test_what_is_no_name_signs_nothing(visitor, offer, name):
    assert accept(visitor, offer, name=name).status_code == 422
    offer.refresh_from_db()
    assert offer.status == "extended"


def test_declining_keeps_the_reason_of_the_list_and_their_words(visitor, offer, recruiter):
    assert decline(visitor, offer).status_code == 422
    assert decline(visitor, offer, usual="No such reason").status_code == 422
    decline(visitor, offer, usual="Pay", words="It is below\nwhat I have.")
    offer.refresh_from_db()
    assert (offer.status, offer.decline_reason) == ("declined", "Pay: It is below what I have.")
    assert Application.objects.get().state == "active"
    assert Happening.objects.filter(kind="offer_declined").exists()
    assert Notice.objects.filter(person=recruiter, key__endswith="declined").exists()


def test_who_has_read_other_terms_is_asked_to_read_again(visitor, offer, recruiter):
    read = offer.version
    postpone_expiry(offer, expires_on=today() + timedelta(days=20), by=recruiter)
    answer = accept(visitor, offer, version=read)
    assert (answer.status_code, "Read it again" in answer.text) == (422, True)
    assert accept(visitor, offer).status_code == 302


def test_an_overdue_offer_is_read_and_not_answered(visitor, offer):
    offer.versions.update(expires_on=today() - timedelta(days=1))
    shown = visitor.get(path_of(offer)).text
    assert "If you still want it, write to us" in shown
    assert "Accept the offer" not in shown
    assert accept(visitor, offer).status_code == 422
    offer.refresh_from_db()
    assert offer.status == "extended"


def test_what_was_taken_back_cannot_be_accepted(visitor, offer, recruiter):
    take_back_offer(offer, by=recruiter)
    answer = accept(visitor, offer)
    assert (answer.status_code, "no longer be answered" in answer.text) == (422, True)
    assert "was taken back" in answer.text


def test_where_the_last_seat_went_they_are_told_kindly_and_staff_hear_of_it(
    visitor, offer, opening, recruiter
):
    first = make_offer(make_application(opening), by=recruiter)
    extend_offer(first, by=recruiter, letter=False)
    accept_offer(first, by=recruiter)
    answer = accept(visitor, offer)
    assert answer.status_code == 422
    assert "The last place was taken" in answer.text
    offer.refresh_from_db()
    assert offer.status == "extended"
    assert "wants to accept" in Notice.objects.get(key__endswith="no-seat").sentence
    accept(visitor, offer)
    assert Notice.objects.filter(key__endswith="no-seat").count() == 1


def test_a_second_acceptance_changes_nothing(visitor, offer):
    accept(visitor, offer)
    assert accept(visitor, offer, name="Eve").status_code == 422
    assert Offer.objects.get().answered_name == "Ada Osei"


def test_staff_see_how_it_was_signed(client_of, visitor, offer, recruiter):
    accept(visitor, offer, REMOTE_ADDR="203.0.113.9")
    page = client_of(recruiter).get(f"/applications/{offer.application_id}/").text
    assert "Ada Osei" in page
    assert "203.0.113.9" in page
    assert "First contact to offer extended: 1 day; to acceptance: 1 day." in page


def test_a_link_of_somebody_else_leads_to_no_offer(visitor, offer, opening):
    other = make_application(opening)
    path = path_of(offer)
    offer.application = other
    assert visitor.get(path_of(offer)).status_code == 404
    assert visitor.get(path).status_code == 200
    assert visitor.get("/my/x:y/offer/").status_code == 404


def test_a_draft_revised_before_it_goes_out_is_what_they_read(visitor, opening, recruiter):
    draft = make_offer(make_application(opening), by=recruiter)
    revise_offer(draft, by=recruiter, **offer_terms(base=31_000_000))
    extend_offer(draft, by=recruiter, letter=False)
    assert "$310,000" in visitor.get(path_of(draft)).text
