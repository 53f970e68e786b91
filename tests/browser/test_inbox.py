"""Reviewing an inbox: by keyboard alone, ahead of the network, and without script."""

import re

import pytest
from playwright.sync_api import expect

from panels.inbox.joining import criteria_to_rate
from panels.models import Scorecard
from panels.seats import seat
from pipeline.models import Application
from tests.factories import make_opening, stage_of
from tests.panels.inboxes import make_applicant

NAMES = ("Ottilie Brandvold", "Percival Nwosu", "Quirin Salamanca")


@pytest.fixture
def opening(lead):
    return make_opening(by=lead)


@pytest.fixture
def inbox(opening):
    return stage_of(opening, "inbox")


@pytest.fixture
def reviewer(opening, inbox, interviewer, lead):
    seat(inbox, interviewer, criteria_to_rate(opening, inbox), by=lead)
    return interviewer


@pytest.fixture
def applicants(opening, recruiter):
    return [
        make_applicant(opening, by=recruiter, days=days, name=name)
        for days, name in zip((9, 5, 2), NAMES, strict=True)
    ]


def path_of(opening):
    return f"/openings/{opening.pk}/inbox/"


def expect_open(page, name):
    expect(page.locator("#applicant")).to_have_text(name)


def state_of(application):
    row = Application.objects.select_related("stage").get(pk=application.pk)
    return row.stage.kind, row.state


def test_a_reviewer_rates_and_goes_on_by_keyboard_alone(
    open_page, opening, reviewer, applicants, witness
):
    page = open_page("/", by=reviewer)
    review = page.locator(f'a[href="{path_of(opening)}"]')
    expect(review).to_have_text("Review 3 applications")
    review.press("Enter")
    expect_open(page, NAMES[0])
    for key in "3323":
        page.keyboard.press(key)
    page.keyboard.press("n")
    page.keyboard.type("Would read 1 more page.")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    witness.expect("422")
    expect(page.get_by_role("alert")).to_contain_text("Choose an overall recommendation.")
    page.keyboard.press("3")
    page.get_by_label(re.compile("^Evidence for")).first.fill("Ran it in production.")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("[data-toast]").last).to_contain_text("Your rating is in.")
    expect_open(page, NAMES[0])
    card = Scorecard.objects.get(application=applicants[0], interviewer=reviewer)
    assert card.is_submitted
    assert sorted(card.ratings.values_list("value", flat=True)) == [2, 3, 3, 3]
    page.keyboard.press("j")
    expect_open(page, NAMES[1])
    page.keyboard.press("j")
    expect_open(page, NAMES[2])
    page.keyboard.press("k")
    expect_open(page, NAMES[1])
    assert page.url.endswith(f"/inbox/{applicants[1].pk}/")


def test_a_draft_is_there_again_on_the_way_back(open_page, opening, reviewer, applicants):
    page = open_page(path_of(opening), by=reviewer)
    expect_open(page, NAMES[0])
    page.keyboard.press("4")
    page.keyboard.press("j")
    expect_open(page, NAMES[1])
    page.keyboard.press("k")
    expect_open(page, NAMES[0])
    expect(page.locator("[data-criterion]").first.get_by_role("radio").nth(3)).to_be_checked()


def test_the_next_one_is_there_before_it_is_asked_for(
    open_page, opening, reviewer, applicants, witness
):
    page = open_page(by=reviewer)
    with page.expect_response(re.compile(f"{applicants[1].pk}/sheet/")) as fetched:
        page.goto(path_of(opening))
    fetched.value.finished()
    page.context.set_offline(True)
    page.keyboard.press("j")
    expect_open(page, NAMES[1])
    witness.expect("ERR_INTERNET_DISCONNECTED")


def test_a_lead_decides_by_keyboard_and_takes_it_back(open_page, opening, lead, applicants):
    first, second, _ = applicants
    page = open_page(path_of(opening), by=lead)
    expect_open(page, NAMES[0])
    page.keyboard.press("a")
    expect_open(page, NAMES[1])
    assert state_of(first) == ("screen", "active")
    page.keyboard.press("u")
    expect_open(page, NAMES[0])
    assert state_of(first) == ("inbox", "active")
    page.keyboard.press("j")
    expect_open(page, NAMES[1])
    page.keyboard.press("r")
    page.locator("#reject_text").fill("No work of their own.")
    page.keyboard.press("Control+Enter")
    expect_open(page, NAMES[2])
    assert state_of(second) == ("inbox", "rejected")
    expect(page.locator("[data-toast]").last).to_contain_text(f"Rejected {NAMES[1]}.")


def test_the_help_names_the_keys_and_single_keys_can_be_switched_off(
    open_page, opening, lead, applicants
):
    page = open_page(path_of(opening), by=lead)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Reviewing applications")
    page.get_by_label(re.compile("Single keys work")).uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect_open(page, NAMES[0])
    assert state_of(applicants[0]) == ("inbox", "active")


def test_all_of_it_works_without_script(open_page, opening, inbox, lead, applicants):
    page = open_page(path_of(opening), by=lead, java_script_enabled=False)
    page.get_by_role("button", name="Join the review").click()
    for criterion in page.locator("[data-criterion]").all():
        criterion.get_by_role("radio").nth(2).check()
    page.get_by_label(re.compile("^Evidence for")).first.fill("Ran it in production.")
    page.get_by_role("button", name="Submit rating").click()
    expect(page.get_by_role("status").filter(has_text="Your rating is in.")).to_be_visible()
    expect_open(page, NAMES[0])
    page.get_by_role("button", name="Advance to Screen").click()
    expect_open(page, NAMES[1])
    assert state_of(applicants[0]) == ("screen", "active")
    page.get_by_role("button", name="Undo").click()
    expect_open(page, NAMES[0])
    page.get_by_role("link", name="Next").click()
    expect_open(page, NAMES[1])
    page.get_by_text("Reject…").click()
    page.locator("#reject_text").fill("No work of their own.")
    page.get_by_role("button", name="Reject").click()
    expect_open(page, NAMES[2])
    assert state_of(applicants[1]) == ("inbox", "rejected")
