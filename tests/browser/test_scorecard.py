"""Filling a scorecard: nothing typed is lost, whatever becomes of the page or the line."""

import re

import pytest
from playwright.sync_api import expect

from panels.models import Scorecard
from panels.seats import seat
from pipeline.models import Criterion
from tests.factories import make_application, make_opening, stage_of
from tests.panels.cards import submitted

COLLEAGUES_WORDS = "Named the metric before the model."


@pytest.fixture
def criteria(acme):
    return list(Criterion.objects.all()[:2])


@pytest.fixture
def application(lead, recruiter, interviewer, other_interviewer, criteria):
    """Two sit on its panel; the card of one is in."""
    opening = make_opening(by=lead)
    technical = stage_of(opening, "technical")
    for person in (interviewer, other_interviewer):
        seat(technical, person, criteria, by=lead)
    application = make_application(opening, by=recruiter, stage=technical)
    submitted(application, other_interviewer, criteria, text=COLLEAGUES_WORDS)
    return application


@pytest.fixture
def path(application):
    return f"/applications/{application.pk}/scorecards/{application.stage_id}/"


def block_of(page, criterion):
    return page.get_by_role("group", name=criterion.name, exact=True)


def rate(page, criterion, rating, evidence):
    block = block_of(page, criterion)
    block.get_by_role("radio").nth(rating - 1).check()
    block.get_by_label("Evidence").fill(evidence)


def expect_rated(page, criterion, rating, evidence):
    block = block_of(page, criterion)
    expect(block.get_by_role("radio").nth(rating - 1)).to_be_checked()
    expect(block.get_by_label("Evidence")).to_have_value(evidence)


def state(page):
    return page.locator("[data-autosave-status]")


def test_what_was_typed_outlives_its_page_and_is_locked_once_submitted(
    open_page, path, interviewer, criteria
):
    page = open_page(path, by=interviewer)
    rate(page, criteria[0], 3, "Asked who acts on the score.")
    expect(state(page)).to_contain_text(re.compile(r"^Saved \d"))
    rate(page, criteria[1], 2, "Guessed at the cost of an error.")
    page.get_by_label("Summary").fill("Would meet them again.")
    page.close()

    page = page.context.new_page()
    page.goto(path)
    expect_rated(page, criteria[0], 3, "Asked who acts on the score.")
    expect_rated(page, criteria[1], 2, "Guessed at the cost of an error.")
    expect(page.get_by_label("Summary")).to_have_value("Would meet them again.")
    assert COLLEAGUES_WORDS not in page.content()

    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Submit scorecard").click()
    expect(page.locator("[data-toast]")).to_contain_text("Scorecard submitted.")
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_text("Evidence of Other Interviewer").click()
    expect(page.get_by_text(COLLEAGUES_WORDS)).to_be_visible()


def test_what_was_typed_off_line_is_saved_once_the_line_is_back(
    open_page, path, application, interviewer, criteria, witness
):
    page = open_page(path, by=interviewer)
    page.context.set_offline(True)
    rate(page, criteria[0], 4, "Drew the failure before we asked.")
    expect(state(page)).to_contain_text("Not saved")
    witness.expect("ERR_INTERNET_DISCONNECTED")
    assert not Scorecard.objects.filter(application=application, interviewer=interviewer).exists()
    page.context.set_offline(False)
    expect(state(page)).to_contain_text(re.compile(r"^Saved \d"))
    page.reload()
    expect_rated(page, criteria[0], 4, "Drew the failure before we asked.")
    card = Scorecard.objects.get(application=application, interviewer=interviewer)
    assert list(card.ratings.values_list("value", flat=True)) == [4]
