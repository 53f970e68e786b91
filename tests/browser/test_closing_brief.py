"""What is told before an offer goes out, and tasks and facts of the framework in use."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessments.models import TakeHome
from assessments.take_homes import hand_in
from pipeline.closing_briefs import brief_of
from pipeline.days import today
from pipeline.models import Fact, Steward
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import (
    make_application,
    make_candidate,
    make_closing_brief,
    make_opening,
    postpone_reviews,
)

PHONE = {"width": 390, "height": 844}
SCRIPTS = [True, False]


def check(page):
    """Nothing is wrong with the page as it is, and it is no wider than the phone."""
    assert violations(page) == []
    assert width_of(page) <= PHONE["width"]


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_brief_starts_from_the_last_one_and_ends_with_the_offer(
    open_page, recruiter, opening, script
):
    make_closing_brief(make_application(opening), by=recruiter, problem="Routes for vans.")
    candidate = make_candidate(name="Noor Vidal")
    application = make_application(opening, candidate=candidate, by=recruiter, stage="final")
    place = f"/applications/{application.pk}/"
    page = open_page(place, by=recruiter, viewport=PHONE, java_script_enabled=script)
    section = page.get_by_role("region", name="Closing brief")
    section.get_by_role("link", name="Start from the last one").click()
    expect(page.get_by_label("The problem")).to_have_value("Routes for vans.")
    check_where(script, page)
    page.get_by_label("Growth").fill("")
    page.get_by_role("button", name="Save").click()
    expect(section.get_by_text("4 of 5 parts")).to_be_visible()
    expect(section.get_by_text("Routes for vans.")).to_be_visible()
    check_where(script, page)

    page.get_by_role("link", name="Draft an offer").click()
    page.get_by_label("Base pay").fill("200,000")
    page.get_by_role("button", name="Save and look at it").click()
    expect(page.get_by_text("1 of the five parts of the closing brief is")).to_be_visible()
    check_where(script, page)
    page.get_by_label("Growth").fill("Owns routing within a year.")
    page.get_by_role("button", name="Send the offer").click()
    expect(section.get_by_text("complete")).to_be_visible()
    assert brief_of(application).growth == "Owns routing within a year."


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_task_fills_the_brief_and_the_reviewer_reads_what_to_look_for(
    open_page, recruiter, opening, script
):
    application = make_application(opening, by=recruiter, stage="take_home")
    place = f"/applications/{application.pk}/"
    page = open_page(place, by=recruiter, viewport=PHONE, java_script_enabled=script)
    page.get_by_text("Set the brief").click()
    page.get_by_label("Start from").select_option(label="Who buys again")
    page.get_by_role("button", name="Use this").click()
    expect(page.get_by_text("From “Who buys again”")).to_be_visible()
    check_where(script, page)
    page.get_by_role("button", name="Save the brief").click()
    expect(page.get_by_text("Time limit: 5 hours.").first).to_be_visible()
    assert TakeHome.objects.get(application=application).task == "take-home-applied-messy-data"

    hand_in(application, application.stage, by=recruiter, link="https://code.example.com/work")
    page.goto(place)
    expect(page.get_by_role("heading", name="Missed when absent")).to_be_visible()
    check_where(script, page)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_fact_past_its_date_is_confirmed_and_gets_somebody_to_look_after_it(
    open_page, lead, script
):
    postpone_reviews()
    key = "python-in-postings" if script else "annual-openings"
    fact = Fact.objects.get(key=key)
    Fact.objects.filter(key=key).update(review_by=today() - timedelta(days=3))
    page = open_page("/", by=lead, viewport=PHONE, java_script_enabled=script)
    page.get_by_role("link", name="1 fact of the framework is due for review").click()
    facts = page.get_by_role("region", name="Facts")
    expect(facts.get_by_text("1 overdue")).to_be_visible()
    check_where(script, page)
    page.get_by_label(f"Still right until: {fact.statement}").fill("2028-01-31")
    facts.get_by_role("button", name="Still right").click()
    expect(page.get_by_role("status").filter(has_text="by 31 January 2028")).to_be_visible()
    expect(facts.get_by_text("1 overdue")).to_have_count(0)
    page.goto("/framework/reviews/")
    facts.get_by_label("Looked after by").select_option(label=lead.name)
    facts.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Facts: looked after")).to_be_visible()
    assert Steward.objects.get(list="facts").user == lead
    check_where(script, page)


def check_where(script, page):
    """The examiner is a script itself."""
    if script:
        check(page)
