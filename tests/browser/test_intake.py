"""From five questions to an opening, on a phone and without script; and what its stages cover."""

import pytest
from playwright.sync_api import expect

from panels.seats import seat
from pipeline.models import Criterion, Opening
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import make_opening, stage_of

PHONE = {"width": 390, "height": 844}
ANSWERS = (
    "Implement known methods well",
    "Mostly production code",
    "In between, such as for other ML teams",
    "Carry out a well-scoped project",
    "Pipelines and serving",
)


@pytest.mark.parametrize("has_script", [True, False])
def test_five_answers_and_one_more_become_an_opening(open_page, lead, witness, has_script):
    page = open_page("/openings/", by=lead, viewport=PHONE, java_script_enabled=has_script)
    page.get_by_role("link", name="Open a role").first.click()
    for answer in ANSWERS:
        page.get_by_label(answer).check()
    look(page, has_script)
    page.get_by_role("button", name="See the proposal").click()
    expect(page.get_by_text("One more question")).to_be_visible()
    look(page, has_script)
    page.get_by_label("With close guidance").check()
    page.get_by_role("button", name="See the proposal").click()

    expect(page.get_by_role("heading", name="ML infrastructure, junior")).to_be_visible()
    expect(page.get_by_text("3 % are open to people at entry level")).to_be_visible()
    expect(page.get_by_role("heading", name="trying to sound senior")).to_be_visible()
    look(page, has_script)
    page.get_by_role("link", name="Change the answers").click()
    expect(page.get_by_label("Pipelines and serving")).to_be_checked()
    page.get_by_label("On their own").check()
    page.get_by_role("button", name="See the proposal").click()

    page.get_by_role("link", name="Use this").click()
    title = f"Platform engineer {'with' if has_script else 'without'} script"
    page.get_by_label("Title").fill(title)
    page.get_by_label("Coding, %").fill("25")
    witness.expect("422")
    page.get_by_role("button", name="Open the role").click()
    expect(page.get_by_text("The components add up to 95 %")).to_be_visible()
    look(page, has_script)
    page.get_by_label("Collaboration, %").fill("20")
    page.get_by_role("button", name="Open the role").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()

    opening = Opening.objects.get(title=title)
    assert (opening.specialization.key, opening.level.key) == ("infra", "mid")
    assert opening.component_weights["coding"] == 25
    assert opening.intake.answers["guidance"] == "alone"
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_text("On their own, asking when they need to")).to_be_visible()
    look(page, has_script)


def look(page, has_script):
    """The page is accessible and no wider than the phone."""
    assert width_of(page) <= PHONE["width"]
    if has_script:
        assert violations(page) == []


def test_who_knows_what_they_need_skips_the_questions(open_page, recruiter):
    page = open_page("/openings/add/", by=recruiter)
    page.get_by_role("link", name="I know what I need").click()
    page.get_by_label("Title").fill("Speech engineer of our own")
    page.get_by_label("Specialization").select_option(label="Applied ML")
    page.get_by_label("Level").select_option(label="Senior")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("heading", name="Speech engineer of our own")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_coverage_is_read_on_a_phone_and_leads_to_what_mends_it(open_page, recruiter, scheme):
    opening = make_opening(by=recruiter, specialization="infra", title=f"Platform {scheme}")
    opening.stages.filter(kind="technical").update(interviews=["deep_dive", "domain"])
    opening.stages.filter(kind="final").update(interviews=["portfolio", "final"])
    seat_some(opening, recruiter)
    path = f"/openings/{opening.pk}/coverage/"
    page = open_page(path, by=recruiter, viewport=PHONE, color_scheme=scheme)
    expect(page.get_by_text("This loop tests what ML research needs.")).to_be_visible()
    assert violations(page) == []
    assert width_of(page) <= PHONE["width"]
    page.set_viewport_size({"width": 1280, "height": 900})
    assert violations(page) == []
    page.get_by_role("link", name="Seat the panels").click()
    expect(page.get_by_role("heading", name="Screen")).to_be_visible()


def seat_some(opening, person):
    criteria = Criterion.objects.filter(key__in=["writes-code", "makes-clear"])
    seat(stage_of(opening, "screen"), person, criteria, by=person)


def test_a_lead_takes_the_framework_s_weights(open_page, lead):
    opening = make_opening(by=lead, title="Weighed engineer")
    Opening.objects.filter(pk=opening.pk).update(
        component_weights={**opening.component_weights, "coding": 30, "domain": 15}
    )
    page = open_page(f"/openings/{opening.pk}/settings/", by=lead, viewport=PHONE)
    expect(page.get_by_text("differs").first).to_be_visible()
    page.get_by_role("button", name="Take the framework’s").click()
    expect(page.locator("[data-toast]")).to_contain_text("The weights are saved.")
    expect(page.get_by_text("differs")).to_have_count(0)
    page.get_by_role("link", name="Change the weights").click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    assert violations(page) == []
    assert width_of(page) <= PHONE["width"]
