"""The editors of the framework's lists, one after another, in the browser."""

import re

import pytest
from playwright.sync_api import expect

from panels.models import Kit, Question
from pipeline.framework.lists import LISTS
from pipeline.models import Specialization
from tests.browser.axe import violations

CONTENTS = pytest.mark.parametrize(
    ("list_name", "label"),
    [
        ("skills", "What to listen for"),
        ("components", "Aim"),
        ("failures", "What to look for instead"),
        ("probes", "Listens for"),
        ("signals", "What it looks like"),
        ("backgrounds", "Usual gap"),
        ("calibration_examples", "Answer"),
        ("facts", "Where it helps a decision"),
    ],
)
WORDS = "Asks who pays when the forecast errs."
WHY = "Two panels asked for it"

ASK = "Here is a retry loop around a model call. What would you change before it ships?"
SAYS = {
    "Mid": ("Caps the tries and says why.", "Adds more tries."),
    "Senior": ("Asks what the caller sees meanwhile.", "Talks of style alone."),
}
EXERCISE = {
    "What is handed out": "def call(model):\n    return model()",
    "Sample solution": "def call(model, tries=3):\n    return model()",
    "Checks": "assert call(lambda: 1) == 1",
    "Rubric": "Names the cost of a try.\nStops in the end.",
}
EDITS_KIT = "/framework/kits/coding-genai/edit/"
LAID_OUT = "/kits/?interview=coding&specialization=genai&level="


def open_editor(page, list_name, entry):
    """Go from the list to the entry, and on to its editor."""
    page.goto(f"/framework/{list_name}/")
    page.locator(f"a.cover[href$='/{entry.key}/']").click()
    page.get_by_role("link", name="Edit", exact=True).click()


def save_with_why(page):
    page.get_by_label("Why this change").fill(WHY)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is saved as version")).to_be_visible()


def expect_read_and_told(page, words):
    """The reading page says the new words, and its history says them with the reason."""
    expect(page.locator(".grid.tops")).to_contain_text(words)
    newest = page.get_by_role("region", name="History").get_by_role("listitem").first
    expect(newest).to_contain_text(WHY)
    expect(newest.locator("ins", has_text=words).first).to_be_visible()


@CONTENTS
def test_an_entry_of_each_list_is_edited_with_a_reason(open_page, lead, list_name, label):
    page = open_page(by=lead)
    open_editor(page, list_name, LISTS[list_name].model.objects.last())
    field = page.get_by_label(label, exact=False).first
    field.fill(f"{field.input_value()}\n{WORDS}".strip())
    assert violations(page) == []
    save_with_why(page)
    expect_read_and_told(page, WORDS)
    assert violations(page) == []


def test_a_task_is_edited_without_script(open_page, lead):
    page = open_page(by=lead, java_script_enabled=False)
    open_editor(page, "tasks", LISTS["tasks"].model.objects.last())
    missing = page.get_by_label("What is noted when it is missing")
    missing.fill(f"{missing.input_value()}\n{WORDS}")
    save_with_why(page)
    expect_read_and_told(page, WORDS)


def test_sub_criteria_of_a_dimension_are_renamed_and_added(open_page, lead):
    dimension = LISTS["dimensions"].model.objects.last()
    first = dimension.sub_criteria[0]
    renamed = f"{first['name']}, seen in the work"
    page = open_page(by=lead)
    open_editor(page, "dimensions", dimension)
    page.get_by_label("Sub-criterion").first.fill(renamed)
    page.get_by_label("Further sub-criteria").fill("Prices a wrong answer")
    assert violations(page) == []
    save_with_why(page)
    expect_read_and_told(page, "Prices a wrong answer")
    expect(page.get_by_role("rowheader", name=renamed)).to_be_visible()
    assert violations(page) == []
    dimension.refresh_from_db()
    assert dimension.sub_criteria[0]["key"] == first["key"]
    assert dimension.sub_criteria[-1]["name"] == "Prices a wrong answer"


def test_a_question_is_added_with_an_exercise_and_laid_out_in_a_kit(open_page, lead, witness):
    witness.expect("status of 422")
    page = open_page("/framework/questions/", by=lead)
    page.get_by_role("link", name="Add a question").click()
    page.get_by_label("What the interviewer says").fill(ASK)
    page.get_by_label("Kind").select_option(label="Exercise")
    page.get_by_role("checkbox", name="Writes code").first.check()
    for level, (strong, weak) in SAYS.items():
        group = page.get_by_role("group", name=level, exact=True)
        group.get_by_label("Strong").fill(strong)
        group.get_by_label("Weak").fill(weak)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("An exercise needs what is handed out")
    for label, text in EXERCISE.items():
        page.get_by_label(label).fill(text)
    assert violations(page) == []
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("The question is added.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Senior"))).to_contain_text(SAYS["Senior"][0])
    assert violations(page) == []
    question = Question.objects.get(ask=ASK)
    assert question.shows["mid"] == dict(zip(("strong", "weak"), SAYS["Mid"], strict=True))
    assert question.exercise["rubric"] == EXERCISE["Rubric"].splitlines()

    put_into_kit(page, question)
    for level, (strong, weak) in SAYS.items():
        page.goto(f"{LAID_OUT}{level.lower()}")
        asked = page.locator("section.panel").filter(has=page.get_by_text(ASK, exact=True)).last
        for words in (strong, weak, "def call(model):"):
            expect(asked).to_contain_text(words)
        others = [said for name, pair in SAYS.items() if name != level for said in pair]
        assert not [said for said in others if said in asked.inner_text()]
    assert violations(page) == []


def put_into_kit(page, question):
    page.goto(EDITS_KIT)
    page.get_by_label("Another question").select_option(question.key)
    page.locator("button[name=change][value='questions add']").click()
    expect(page.locator("input[name=questions]").last).to_have_value(question.key)
    save_with_why(page)
    expect_read_and_told(page, ASK)
    assert Kit.objects.get(key="coding-genai").questions[-1] == question.key


def test_a_specialization_is_added_with_weights_that_sum_to_100_and_retired(
    open_page, lead, witness
):
    witness.expect("status of 422")
    page = open_page("/framework/specializations/", by=lead)
    page.get_by_role("link", name="Add a specialization").click()
    page.get_by_label("Name", exact=True).fill("Robotics ML")
    page.get_by_label("Aim").fill("Turns what people say into what they meant.")
    weights = page.get_by_role("group", name="Weights of the parts").get_by_role("spinbutton")
    was = int(weights.first.input_value())
    assert sum(int(field.input_value()) for field in weights.all()) == 100
    weights.first.fill(str(was + 7))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("add up to")
    assert violations(page) == []
    weights.last.fill(str(int(weights.last.input_value()) - 7))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Robotics ML is added.")).to_be_visible()
    speech = Specialization.objects.get(name="Robotics ML")
    assert sum(speech.component_weights.values()) == 100
    assert was + 7 in speech.component_weights.values()
    assert violations(page) == []

    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Aim").fill(WORDS)
    save_with_why(page)
    expect_read_and_told(page, WORDS)
    page.get_by_role("button", name="Retire").click()
    expect(page.locator("[data-toast]")).to_contain_text("Robotics ML is retired")
    page.goto("/openings/add/")
    offered = page.get_by_label("Specialization").first.locator("option")
    expect(offered.filter(has_text="Robotics ML")).to_have_count(0)
