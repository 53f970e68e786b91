"""The inbox screen: papers, rating, going on, and who may do what."""

import re

import pytest
from django.urls import reverse

from panels.models import PanelSeat, Scorecard
from pipeline.models import Application, Criterion
from tests.factories import make_application, make_opening, stage_of
from tests.panels.cards import form_of, submitted
from tests.panels.inboxes import make_applicant, seat_reviewer

HX = {"HX-Request": "true"}


@pytest.fixture
def inbox(opening):
    return stage_of(opening, "inbox")


@pytest.fixture
def reviewer(opening, interviewer, criteria, lead):
    seat_reviewer(opening, interviewer, criteria, by=lead)
    return interviewer


@pytest.fixture
def applicants(opening, recruiter):
    """Three, the one who waits longest first."""
    return [
        make_applicant(opening, by=recruiter, days=days, name=name)
        for days, name in ((9, "Ada Osei"), (5, "Ben Lind"), (2, "Cleo Vidal"))
    ]


def address(name, *rows):
    return reverse(f"panels:{name}", args=[row.pk for row in rows])


def text_of(response):
    return response.content.decode()


def test_the_longest_waiting_comes_first_with_the_papers_laid_out(
    client_of, reviewer, opening, applicants
):
    page = text_of(client_of(reviewer).get(address("inbox", opening)))
    assert '<h2 id="applicant" tabindex="-1">Ada Osei</h2>' in page
    assert "1 of 3" in page
    assert "<h4>EXPERIENCE</h4>" in page
    assert "<li>Cut false alarms of a brake model by a third</li>" in page
    assert f'rel="next" href="{address("applicant", opening, applicants[1])}"' in page
    for anchor in Criterion.objects.first().anchors.filter(level__key="senior"):
        assert anchor.text in page


def test_the_next_one_is_served_apart_from_the_page(client_of, reviewer, opening, applicants):
    response = client_of(reviewer).get(address("applicant_sheet", opening, applicants[1]))
    page = text_of(response)
    assert "Ben Lind" in page
    assert "<html" not in page
    assert "no-store" in response["Cache-Control"]


def test_a_rating_is_submitted_and_the_page_stays_with_the_applicant(
    client_of, reviewer, opening, applicants, criteria
):
    client, url = client_of(reviewer), address("rate_applicant", opening, applicants[0])
    answer = client.post(url, {**form_of(criteria), "action": "submit"})
    assert answer.status_code == 302
    assert answer["Location"] == address("applicant", opening, applicants[0])
    assert Scorecard.objects.get(interviewer=reviewer).is_submitted
    page = text_of(client.get(answer["Location"]))
    assert "<textarea" not in page
    assert "Ben Lind" in text_of(client.get(address("inbox", opening)))


def test_what_lacks_is_said_and_the_draft_kept(client_of, reviewer, opening, applicants, criteria):
    url = address("rate_applicant", opening, applicants[0])
    sent = {**form_of(criteria, recommendation=""), "action": "submit"}
    answer = client_of(reviewer).post(url, sent, headers=HX)
    assert answer.status_code == 422
    assert "Choose an overall recommendation." in text_of(answer)
    assert not Scorecard.objects.get().is_submitted
    assert f'name="version" value="{Scorecard.objects.get().version}"' in text_of(answer)


def test_a_copy_changed_elsewhere_is_shown_beside_what_was_typed(
    client_of, reviewer, opening, applicants, criteria
):
    client, url = client_of(reviewer), address("rate_applicant", opening, applicants[0])
    client.post(url, {**form_of(criteria, note="On the laptop."), "action": "save"})
    answer = client.post(
        url, {**form_of(criteria, note="On the phone."), "action": "save"}, headers=HX
    )
    assert answer.status_code == 409
    assert "On the laptop." in text_of(answer)
    assert "On the phone." in text_of(answer)


def test_a_submitted_rating_is_locked(client_of, reviewer, opening, applicants, criteria):
    submitted(applicants[0], reviewer, criteria)
    url = address("rate_applicant", opening, applicants[0])
    answer = client_of(reviewer).post(url, {**form_of(criteria, rating=2), "action": "submit"})
    assert answer.status_code == 409
    assert set(Scorecard.objects.get().ratings.values_list("value", flat=True)) == {3}


@pytest.mark.parametrize("junk", ["\x00", "x" * 6000])
def test_bad_input_is_refused_in_place(client_of, reviewer, opening, applicants, criteria, junk):
    url = address("rate_applicant", opening, applicants[0])
    sent = {**form_of(criteria), "note-0": junk, "action": "submit"}
    assert client_of(reviewer).post(url, sent).status_code == 422
    assert not Scorecard.objects.exists()


def test_garbage_in_the_address_sifts_nothing(client_of, reviewer, opening, applicants):
    query = {"show": "\x00", "flagged": "perhaps", "decided": "x" * 99}
    page = client_of(reviewer).get(address("inbox", opening), query)
    assert page.status_code == 200


def test_colleagues_values_stay_hidden_until_ones_own_is_in(
    client_of, reviewer, other_interviewer, opening, applicants, criteria, lead
):
    seat_reviewer(opening, other_interviewer, criteria, by=lead)
    submitted(applicants[0], other_interviewer, criteria, text="Drew the failure first")
    client, url = client_of(reviewer), address("applicant", opening, applicants[0])
    page = text_of(client.get(url))
    assert "Drew the failure first" not in page
    assert "rating in" not in page
    submitted(applicants[0], reviewer, criteria)
    assert "Drew the failure first" in text_of(client.get(url))


def test_who_has_no_seat_sees_how_many_ratings_are_in(
    client_of, reviewer, opening, applicants, criteria, recruiter
):
    submitted(applicants[1], reviewer, criteria)
    page = text_of(client_of(recruiter).get(address("inbox", opening)))
    assert "1 rating in" in page


def test_advancing_goes_on_to_the_next_and_can_be_undone(
    client_of, lead, opening, applicants, inbox
):
    first = applicants[0]
    client = client_of(lead)
    answer = client.post(
        address("advance_applicant", opening, first), {"version": first.version}, headers=HX
    )
    page = text_of(answer)
    assert answer.status_code == 200
    assert '<h2 id="applicant" tabindex="-1">Ben Lind</h2>' in page
    assert "Moved Ada Osei to" in page
    first.refresh_from_db()
    assert first.stage.kind == "screen"
    undo = address("undo_decision", opening, first)
    assert f'action="{undo}"' in page
    again = client.post(undo, {"version": first.version}, headers=HX)
    assert "Ada Osei is in Inbox again." in text_of(again)
    first.refresh_from_db()
    assert first.stage == inbox


def test_rejecting_asks_for_a_sentence(client_of, lead, opening, applicants):
    client, url = client_of(lead), address("reject_applicant", opening, applicants[0])
    answer = client.post(url, {"version": applicants[0].version, "text": ""})
    assert answer.status_code == 422
    assert "Write a sentence" in text_of(answer)
    answer = client.post(url, {"version": applicants[0].version, "text": "No work of their own."})
    assert answer.status_code == 302
    page = text_of(client.get(answer["Location"]))
    assert "rejected Ada Osei" in page
    assert "Ben Lind</h2>" in page
    assert Application.objects.get(pk=applicants[0].pk).state == "rejected"


def test_a_clock_is_held_from_here(client_of, lead, opening, applicants):
    url = address("hold_applicant", opening, applicants[0])
    assert client_of(lead).post(url, {"words": ""}).status_code == 422
    assert client_of(lead).post(url, {"words": "Travels."}).status_code == 302
    assert applicants[0].holds.get().reason == "Travels."


def test_of_two_who_decide_the_later_is_told(client_of, lead, recruiter, opening, applicants):
    seen = {"version": applicants[0].version}
    client_of(recruiter).post(address("advance_applicant", opening, applicants[0]), seen)
    answer = client_of(lead).post(
        address("reject_applicant", opening, applicants[0]), {**seen, "text": "No."}, headers=HX
    )
    assert answer.status_code == 409
    assert f"{recruiter.name} moved Ada Osei to" in text_of(answer)
    assert Application.objects.get(pk=applicants[0].pk).state == "active"


@pytest.mark.parametrize("name", ["advance", "reject", "hold"])
def test_an_interviewer_only_rates(client_of, reviewer, opening, applicants, name):
    answer = client_of(reviewer).post(
        address(f"{name}_applicant", opening, applicants[0]), {"text": "No.", "words": "No."}
    )
    assert answer.status_code == 403
    page = text_of(client_of(reviewer).get(address("inbox", opening)))
    assert "Advance to" not in page


def test_a_lead_of_another_team_finds_nothing(client_of, lead, recruiter):
    other = make_opening(by=recruiter)
    applicant = make_applicant(other, by=recruiter)
    client = client_of(lead)
    assert client.get(address("inbox", other)).status_code == 404
    assert client.get(address("applicant", other, applicant)).status_code == 404


def test_an_interviewer_without_a_seat_finds_nothing(
    client_of, other_interviewer, opening, applicants
):
    client = client_of(other_interviewer)
    assert client.get(address("inbox", opening)).status_code == 404


def test_an_applicant_of_another_opening_is_not_found(client_of, recruiter, opening):
    other = make_application(make_opening(by=recruiter))
    client = client_of(recruiter)
    assert client.get(address("applicant", opening, other)).status_code == 404


def test_a_lead_joins_the_review_while_no_card_is_open_to_them(
    client_of, lead, opening, applicants, inbox
):
    client = client_of(lead)
    assert "Join the review" in text_of(client.get(address("inbox", opening)))
    client.post(address("join_review", opening))
    seated = PanelSeat.objects.get(stage=inbox)
    assert seated.interviewer == lead
    keys = {"owns-outcome", "sees-whole", "picks-work", "decides"}
    assert set(seated.criteria.values_list("key", flat=True)) == keys
    assert "Submit rating" in text_of(client.get(address("inbox", opening)))


def test_who_has_read_colleagues_cards_does_not_join(
    client_of, lead, reviewer, opening, applicants, criteria
):
    submitted(applicants[0], reviewer, criteria)
    client = client_of(lead)
    assert "Join the review" not in text_of(client.get(address("inbox", opening)))
    client.post(address("join_review", opening))
    assert not PanelSeat.objects.filter(interviewer=lead).exists()


def test_an_empty_inbox_says_what_comes_next(client_of, lead, reviewer, opening):
    assert "The inbox is empty" in text_of(client_of(lead).get(address("inbox", opening)))
    assert "The inbox is empty" in text_of(client_of(reviewer).get(address("inbox", opening)))


def test_who_left_the_inbox_meanwhile_is_said_to_have(client_of, lead, opening, applicants):
    client = client_of(lead)
    client.post(address("advance_applicant", opening, applicants[0]))
    page = text_of(client.get(address("applicant", opening, applicants[0])))
    assert f"{lead.name} moved Ada Osei to" in page
    assert "EXPERIENCE" not in page


def test_today_says_how_many_wait_for_a_review(client_of, reviewer, opening, applicants):
    page = text_of(client_of(reviewer).get(reverse("pipeline:today")))
    assert "Review 3 applications" in page
    assert address("inbox", opening) in page


def test_the_board_leads_to_the_review(client_of, lead, opening, applicants):
    page = text_of(client_of(lead).get(reverse("pipeline:board", args=[opening.pk])))
    assert re.search(rf'href="{address("inbox", opening)}"[^>]*>Review', page)
