"""Somebody finds a role on the careers page, reads it and comes to the form."""

import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from pipeline.days import today
from pipeline.models import Opening
from tests.browser.looks import look
from tests.factories import make_opening

NASTY = "</script><script>window.broken = 1</script><!--"
DATA_BLOCK = "script[type='application/ld+json']"


@pytest.mark.parametrize("has_script", [True, False])
def test_a_role_is_found_read_and_applied_for(open_page, lead, has_script):
    word = "lighthouses" if has_script else "windmills"
    opening = make_opening(
        by=lead,
        title=f"Forecasting {word} engineer",
        specialization="research",
        level="staff",
        location="Lisbon",
        workplace="on_site",
        pay_low=9_000_000,
        pay_high=12_000_000,
        currency="EUR",
        posting={"problem": f"Tell when {word} stop.\n- By day\n- By night {NASTY}"},
        closes_on=today() + timedelta(days=30),
    )
    make_opening(by=lead, title=f"Other than {word[:-1]}", specialization="infra", level="mid")
    page = open_page("/careers/?from=friend", java_script_enabled=has_script)
    page.get_by_label("Words").fill(word)
    page.get_by_label("Specialization").select_option(value="research")
    page.get_by_label("Level").select_option(value="staff")
    page.get_by_label("Workplace").select_option(value="on_site")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_text("€90,000–120,000 a year")).to_be_visible()
    look(page, has_script)

    page.get_by_role("link", name=opening.title).click()
    expect(page.get_by_role("heading", name="From application to offer")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Take-home")).to_contain_text("Days 7–10")
    expect(page.get_by_role("listitem").filter(has_text="By night")).to_contain_text(NASTY)
    assert json.loads(page.locator(DATA_BLOCK).text_content())["title"] == opening.title
    if has_script:
        assert page.evaluate("window.broken") is None
    look(page, has_script)

    page.get_by_role("link", name="Apply for this role").first.click()
    expect(page.get_by_label("Name")).to_be_visible()
    assert page.url.endswith(f"/apply/{opening.ref}/?from=friend")


@pytest.mark.parametrize("has_script", [True, False])
def test_nothing_found_and_a_role_that_is_over_lead_back_to_the_list(
    open_page, lead, has_script, witness
):
    make_opening(by=lead, title="Tides engineer")
    over = make_opening(by=lead, title="Volcanoes engineer", location="Lisbon")
    Opening.objects.filter(pk=over.pk).update(closes_on=today() - timedelta(days=1))
    page = open_page("/careers/?q=glaciers", java_script_enabled=has_script)
    expect(page.get_by_role("heading", name="No role fits")).to_be_visible()
    look(page, has_script)
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_role("link", name="Tides engineer").first).to_be_visible()
    expect(page.get_by_text("Volcanoes engineer")).to_have_count(0)

    witness.expect("410")
    page.goto(f"/careers/{over.ref}/")
    expect(page.get_by_text("Volcanoes engineer takes no applications any more")).to_be_visible()
    look(page, has_script)
    page.get_by_role("link", name="All open roles").click()
    expect(page.get_by_role("heading", name="Open roles")).to_be_visible()


def test_the_team_sees_a_role_as_candidates_do(open_page, recruiter):
    opening = make_opening(by=recruiter, title="Meadows engineer")
    page = open_page(f"/openings/{opening.pk}/settings/", by=recruiter)
    page.get_by_role("link", name="See it as candidates do").click()
    expect(page.get_by_role("heading", name="Meadows engineer")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="All public addresses and feeds").click()
    expect(page.get_by_role("heading", name="Careers page")).to_be_visible()
    expect(page.get_by_role("link", name="/careers/jobs.xml")).to_be_visible()
    look(page, has_script=True)
