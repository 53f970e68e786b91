"""A job description is written, checked, mended and published."""

import re

import pytest
from playwright.sync_api import expect

from pipeline.models import Opening
from tests.browser.looks import look
from tests.factories import make_opening


@pytest.mark.parametrize("has_script", [True, False])
def test_a_posting_is_written_checked_mended_and_published(open_page, recruiter, has_script):
    title = f"Ranking engineer {'with' if has_script else 'without'} script"
    opening = make_opening(
        by=recruiter, title=title, currency="EUR", location="Denver, CO", status="draft"
    )
    page = open_page(
        f"/openings/{opening.pk}/settings/", by=recruiter, java_script_enabled=has_script
    )
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("It cannot be open yet. There is no pay range")).to_be_visible()
    look(page, has_script)
    page.get_by_role("link", name="Write the job description").click()

    page.get_by_label("The problem").fill("Rank jobs for two million nurses.")
    page.get_by_label("What you need").fill("- Python\n- A ranking ninja")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Checked, and not saved yet.")).to_be_visible()
    findings = page.get_by_role("region", name="What to mend")
    expect(findings.get_by_text("Asked by law")).to_have_count(1)
    expect(findings.locator("mark")).to_have_text("ninja")
    look(page, has_script)
    findings.get_by_role("link", name="What you need").click()
    expect(page).to_have_url(re.compile("#id_required$"))

    page.get_by_label("What you need").fill("- Python\n- Ranking models")
    page.get_by_label("Pay and benefits").fill("€150,000 to €180,000 a year and health cover.")
    page.get_by_label("Adjustments").fill("Tell us when you need more time or breaks.")
    page.get_by_label("Closing date").fill("2027-01-31")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The job description is saved.").first).to_be_visible()
    expect(findings.get_by_text("Asked by law")).to_have_count(0)
    look(page, has_script)

    page.get_by_role("link", name="Back to the settings").click()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text(f"{title} is open.").first).to_be_visible()
    assert Opening.objects.get(pk=opening.pk).status == "open"
    careers = open_page(f"/careers/{opening.ref}/", java_script_enabled=has_script)
    expect(careers.get_by_role("heading", name="What you need")).to_be_visible()
    expect(careers.get_by_role("listitem").filter(has_text="Ranking models")).to_be_visible()
    expect(careers.get_by_text("31 January 2027")).to_be_visible()
    expect(careers.get_by_text("Tell us when you need more time or breaks.")).to_be_visible()
    look(careers, has_script)
