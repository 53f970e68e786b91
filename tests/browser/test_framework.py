"""Editing the framework on screen, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from pipeline.models import Anchor, Dimension, FrameworkVersion, Level, Specialization
from tests.browser.axe import violations

SCRIPTED = pytest.mark.parametrize("scripted", [True, False], ids=["scripted", "plain"])
WORDINGS = {True: "Names the cost of each error, unasked.", False: "Prices each kind of error."}


@SCRIPTED
def test_a_criterion_is_edited_with_its_anchors_and_its_history_told(open_page, lead, scripted):
    page = open_page("/framework/", by=lead, java_script_enabled=scripted)
    page.get_by_role("link", name="Criteria", exact=True).click()
    page.get_by_role("link", name="Protects people and their data").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Senior, 4 – above").fill(WORDINGS[scripted])
    page.get_by_label("Why this change").fill("It has to be seen unasked")
    if scripted:
        assert violations(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is saved as version")).to_be_visible()
    expect(page.get_by_role("cell", name=WORDINGS[scripted])).to_be_visible()
    anchor = Anchor.objects.get(criterion__key="protects", level__key="senior", rating=4)
    assert anchor.text == WORDINGS[scripted]

    history = page.get_by_role("region", name="History")
    newest = history.get_by_role("listitem").first
    expect(newest).to_contain_text("It has to be seen unasked")
    expect(newest.locator("ins").first).to_be_visible()
    newest.get_by_role("link", name=re.compile("^Version ")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Version")
    expect(
        page.get_by_role("link", name="Protects people and their data · Senior · 4")
    ).to_be_visible()
    expect(page.locator("ins", has_text="error").first).to_be_visible()
    if scripted:
        assert violations(page) == []


def test_weights_are_worked_out_while_they_are_typed(open_page, lead):
    page = open_page("/framework/weights/", by=lead)
    sums = page.get_by_role("region", name="What that comes to")
    expect(sums).to_contain_text("2.70")
    page.get_by_label("Technical", exact=True).fill("30")
    expect(sums).to_contain_text("not 100 %")
    page.get_by_label("Production experience", exact=True).fill("40")
    expect(sums).to_contain_text("2.60")
    expect(page.get_by_label("Production experience", exact=True)).to_be_focused()
    page.get_by_label("ML research: Coding").fill("99")
    assert violations(page) == []


@SCRIPTED
def test_weights_are_saved_together(open_page, lead, scripted, witness):
    witness.expect("status of 422")
    page = open_page("/framework/weights/", by=lead, java_script_enabled=scripted)
    page.get_by_label("ML research: Coding").fill("25")
    page.get_by_role("button", name="Save the weights").click()
    expect(page.get_by_role("alert")).to_contain_text("ML research: the weights add up to")
    page.get_by_label("ML research: Domain conversation").fill("25")
    if not scripted:
        page.get_by_role("button", name="Work it out first").click()
        expect(page.get_by_role("region", name="What that comes to")).to_contain_text("2.70")
    page.get_by_role("button", name="Save the weights").click()
    expect(page.get_by_text("The weights are saved.")).to_be_visible()
    weights = Specialization.objects.get(key="research").component_weights
    assert (weights["coding"], weights["domain"]) == (25, 25)
    assert sum(Dimension.objects.values_list("weight_percent", flat=True)) == 100
    page.get_by_label("ML research: Coding").fill("20")
    page.get_by_label("ML research: Domain conversation").fill("30")
    page.get_by_role("button", name="Save the weights").click()
    expect(page.get_by_text("The weights are saved.")).to_be_visible()


def test_a_level_is_edited_and_compared_without_script(open_page, lead):
    before = FrameworkVersion.objects.first().number
    page = open_page("/framework/levels/mid/", by=lead, java_script_enabled=False)
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_text("Nobody is filtered by years")).to_be_visible()
    page.get_by_label("What is expected").fill("Decides.\nOwns what follows.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Owns what follows.").first).to_be_visible()
    assert Level.objects.get(key="mid").expects == ["Decides.", "Owns what follows."]
    page.goto("/framework/versions/")
    page.get_by_label("From version").fill(str(before))
    page.get_by_label("To version").fill(str(before + 1))
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("ins", has_text="Owns what follows.")).to_be_visible()
    expect(page.locator("del").first).to_be_visible()


def test_a_criterion_is_retired_and_brought_back(open_page, lead):
    page = open_page("/framework/criteria/picks-work/", by=lead)
    page.get_by_role("button", name="Retire").click()
    expect(page.locator("[data-toast]")).to_contain_text("is retired")
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_role("button", name="Retire")).to_be_visible()


def test_who_comes_second_is_shown_both_texts(open_page, lead, admin, witness):
    witness.expect("status of 409")
    first = open_page("/framework/skills/debugging/edit/", by=lead)
    second = open_page("/framework/skills/debugging/edit/", by=admin)
    first.get_by_label("Aim").fill("Finds the fault by cheap tests.")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("is saved as version")).to_be_visible()
    second.get_by_label("Aim").fill("Finds the fault before it hurts.")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("alert")).to_contain_text("while you were writing")
    expect(second.get_by_role("main")).to_contain_text("Finds the fault by cheap tests.")
    assert violations(second) == []
    second.get_by_role("button", name="Save this").click()
    expect(second.get_by_text("is saved as version")).to_be_visible()
