"""At the table: a probe recorded by one tap, and a yes that is asked for its reason."""

import re

import pytest
from playwright.sync_api import expect

from panels.filling import content_of
from panels.models import Scorecard
from panels.observing import Observed
from panels.seats import seat
from pipeline.models import Criterion
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import make_application, make_opening, stage_of
from tests.panels.at_table import ASKED, SLOWER, WAVES_OFF, lay_kit

PHONE = {"width": 390, "height": 844}
WHY = "Why the yes stands"


@pytest.fixture
def criterion(acme):
    return Criterion.objects.first()


@pytest.fixture
def application(lead, recruiter, interviewer, criterion):
    opening = make_opening(by=lead)
    technical = stage_of(opening, "technical")
    lay_kit(technical)
    seat(technical, interviewer, [criterion], by=lead)
    return make_application(opening, by=recruiter, stage=technical)


@pytest.fixture
def path(application):
    return f"/applications/{application.pk}/scorecards/{application.stage_id}/"


def rate(page, criterion):
    block = page.get_by_role("group", name=criterion.name, exact=True)
    block.get_by_role("radio").nth(2).check()
    block.get_by_label("Evidence").fill("Asked who acts on the score.")


def test_a_probe_is_recorded_by_one_tap_on_a_phone(open_page, path, application, interviewer):
    page = open_page(path, by=interviewer, viewport=PHONE, has_touch=True)
    probes = page.get_by_role("group", name="Probes", exact=True)
    probes.get_by_text("What broke last?").tap()
    probe = probes.get_by_role("group", name="What if it is twice-as-slow?")
    expect(probe.get_by_role("radio", name="Not asked")).to_be_checked()
    probe.get_by_role("radio", name="Needed help").tap()
    expect(page.locator("[data-autosave-status]")).to_contain_text(re.compile(r"^Saved \d"))
    card = Scorecard.objects.get(application=application)
    assert content_of(card).observed == Observed({}, {(ASKED, SLOWER): "needed_help"})
    page.reload()
    expect(probe.get_by_role("radio", name="Needed help")).to_be_checked()
    expect(probe.get_by_text("Needed help")).to_be_visible()
    assert width_of(page) <= PHONE["width"]
    assert violations(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_a_yes_beside_the_flag_is_asked_for_its_reason(
    open_page, path, application, interviewer, criterion, script, witness
):
    page = open_page(path, by=interviewer, java_script_enabled=script)
    rate(page, criterion)
    page.get_by_role("checkbox", name="Waves off").check()
    page.get_by_label("Note: Waves off").fill("“Others run it.”")
    expect(page.get_by_label(WHY)).to_be_hidden()
    page.get_by_label("Yes", exact=True).check()
    expect(page.get_by_label(WHY)).to_be_visible()
    page.get_by_label("No", exact=True).check()
    expect(page.get_by_label(WHY)).to_be_hidden()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Submit scorecard").click()
    asked = "“Waves off” and a yes: say why the yes stands."
    expect(page.get_by_role("alert")).to_contain_text(asked)
    witness.expect("422")
    page.get_by_label(WHY).fill("Asked us to teach them.")
    page.get_by_role("button", name="Submit scorecard").click()
    expect(page.get_by_text("“Others run it.”")).to_be_visible()
    card = Scorecard.objects.submitted().get(application=application)
    assert card.explanation == "Asked us to teach them."
    assert content_of(card).observed.signals == {WAVES_OFF: "“Others run it.”"}


def test_the_form_with_everything_ticked_is_accessible(open_page, path, interviewer):
    page = open_page(path, by=interviewer)
    for details in page.locator("details").all():
        details.locator("summary").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Yes", exact=True).check()
    expect(page.get_by_label(WHY)).to_be_visible()
    assert violations(page) == []
