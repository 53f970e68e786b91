"""Kits in the browser: read at the table and on paper, edited, and practised for."""

import re

import pytest
from playwright.sync_api import expect

from panels.models import CalibrationExample, Kit, PracticeRating, Question
from panels.seats import seat
from pipeline.models import Criterion
from tests.browser.axe import violations
from tests.factories import make_application, make_opening, stage_of

DESIGN = "/kits/?interview=system_design&specialization=applied&level=senior"


def change(page, value):
    """Press one of the small buttons of an editor."""
    page.locator(f"button[name=change][value='{value}']").click()


def test_a_kit_is_chosen_and_read(open_page, interviewer):
    page = open_page("/kits/", by=interviewer)
    page.get_by_label("Interview", exact=True).select_option("system_design")
    page.get_by_label("Level", exact=True).select_option("senior")
    page.get_by_role("button", name="Show", exact=True).click()
    fraud = Question.objects.get(key="fraud-in-real-time")
    expect(page.get_by_role("blockquote").filter(has_text=fraud.ask)).to_be_visible()
    expect(page.get_by_text(fraud.shows["senior"]["strong"])).to_be_visible()
    anchors = page.locator(".rated").first
    expect(anchors).to_be_hidden()
    page.get_by_text("1 to 4 at Senior").first.click()
    expect(anchors).to_be_visible()
    assert violations(page) == []


def test_a_background_and_a_choice_of_questions_stand_in_the_address_alone(open_page, interviewer):
    page = open_page(DESIGN, by=interviewer)
    page.locator("input[value='fraud-in-real-time']").check()
    page.get_by_role("button", name="Show only those ticked").click()
    expect(page.get_by_text("1 of 5 shown")).to_be_visible()
    page.get_by_label("Background").select_option("academic-researcher")
    page.get_by_role("button", name="Show its probes").click()
    expect(page).to_have_url(re.compile("background=academic-researcher"))
    expect(page.get_by_text("1 of 5 shown")).to_be_visible()
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {"fortnight_session", "csrftoken"}
    assert "academic-researcher" not in page.evaluate("JSON.stringify({...localStorage})")
    page.goto(DESIGN)
    expect(page.get_by_label("Background")).to_have_value("")


def test_on_paper_there_is_no_chrome_and_all_of_the_code(open_page, interviewer):
    page = open_page("/kits/?interview=coding&specialization=applied&level=mid", by=interviewer)
    page.get_by_role("link", name="For paper").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.locator("main :is(button, input, select)")).to_have_count(0)
    expect(page.locator(".rated").first).to_be_visible()
    expect(page.get_by_text("Sample solution")).to_have_count(0)
    cut = "[...document.querySelectorAll('pre')].filter(e => e.scrollHeight > e.clientHeight + 1)"
    assert page.evaluate(f"{cut}.length") == 0
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_seats_and_questions_of_a_kit_are_edited(open_page, lead, has_script):
    page = open_page("/framework/kits/portfolio/edit/", by=lead, java_script_enabled=has_script)
    kit = Kit.objects.get(key="portfolio")
    seats, questions = kit.seats, kit.questions
    page.get_by_role("button", name="Add a seat").click()
    added = page.get_by_role("listitem").filter(has_text="A new seat")
    added.get_by_label("Seat", exact=True).fill("Future colleague")
    added.get_by_role("checkbox").nth(8).check()
    change(page, "questions down 0")
    expect(page.locator("input[name=questions]").first).to_have_value(questions[1])
    page.get_by_label("Another question").select_option("loss-stuck")
    change(page, "questions add")
    expect(page.locator("input[name=questions]").last).to_have_value("loss-stuck")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Seats")).to_be_visible()
    kit.refresh_from_db()
    assert [row["name"] for row in kit.seats] == [row["name"] for row in seats] + [
        "Future colleague"
    ]
    assert kit.questions == [questions[1], questions[0], *questions[2:], "loss-stuck"]
    page.goto("/framework/kits/portfolio/edit/")
    change(page, f"seats remove {len(seats)}")
    expect(page.get_by_text("Future colleague")).to_have_count(0)
    change(page, "questions up 1")
    expect(page.locator("input[name=questions]").first).to_have_value(questions[0])
    change(page, f"questions remove {len(questions)}")
    expect(page.locator("input[name=questions]")).to_have_count(len(questions))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Seats")).to_be_visible()
    kit.refresh_from_db()
    assert (kit.seats, kit.questions) == (seats, questions)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_an_answer_is_rated_before_its_key_is_told(open_page, interviewer, lead, has_script):
    person = interviewer if has_script else lead
    page = open_page("/calibration/", by=person, java_script_enabled=has_script)
    example = CalibrationExample.objects.in_use().first()
    level = next(iter(example.verdicts))
    page.get_by_role("link", name=example.question[:60]).click()
    page.goto(f"{page.url.partition('?')[0]}?level={level}")
    assert example.why[level] not in page.content()
    page.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Rate it").click()
    expect(page.get_by_text("You rated it 4.")).to_be_visible()
    expect(page.get_by_text(example.why[level])).to_be_visible()
    others = [why for key, why in example.why.items() if key != level]
    assert not [why for why in others if why in page.content()]
    assert PracticeRating.objects.get(example=example, interviewer=person).rating == 4


def test_the_kit_is_one_step_from_the_card(open_page, lead, recruiter, interviewer):
    opening = make_opening(by=lead)
    technical = stage_of(opening, "technical")
    seat(technical, interviewer, list(Criterion.objects.all()[:2]), by=lead)
    application = make_application(opening, by=recruiter, stage=technical)
    page = open_page(f"/applications/{application.pk}/scorecards/{technical.pk}/", by=interviewer)
    page.get_by_role("link", name="The kit").click()
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    assert page.locator("article.kit").count() == 2


def test_a_seat_of_the_kit_brings_its_criteria_without_a_script(open_page, lead, interviewer):
    opening = make_opening(by=lead)
    page = open_page(f"/openings/{opening.pk}/panel/", by=lead, java_script_enabled=False)
    stage = page.locator("section.panel").filter(has_text="Technical").first
    stage.get_by_text("Add an interviewer").click()
    stage.get_by_label("Interviewer").select_option(label=interviewer.name)
    stage.get_by_label("A seat of the kit").select_option(index=1)
    stage.get_by_role("button", name="Seat", exact=True).click()
    first = Kit.objects.get(key="system-design").seats[0]["criteria"]
    for criterion in Criterion.objects.filter(key__in=first):
        expect(page.locator(".tag").filter(has_text=criterion.name)).to_be_visible()
