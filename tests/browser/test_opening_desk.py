"""An opening is agreed to before candidates see it; its seats are planned, and it is copied."""

import pytest
from playwright.sync_api import expect

from pipeline.models import Opening, OpeningTemplate
from tests.browser.looks import look
from tests.factories import make_opening


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def has_script(request):
    return request.param


@pytest.fixture
def draft(recruiter, has_script):
    title = f"Desk engineer {'with' if has_script else 'without'} script"
    return make_opening(by=recruiter, title=title, status="draft", headcount=2)


def test_an_interviewer_declines_is_asked_anew_and_approves(
    open_page, draft, recruiter, interviewer, has_script, witness
):
    witness.expect("status of 422")
    mine = open_page(
        f"/openings/{draft.pk}/settings/", by=recruiter, java_script_enabled=has_script
    )
    mine.get_by_label("Person").select_option(label=interviewer.name)
    mine.get_by_role("button", name="Ask for approval").click()
    expect(mine.get_by_text(f"{interviewer.name} is asked to approve it.").first).to_be_visible()
    mine.get_by_role("button", name="Open it").click()
    waits = f"It cannot be open yet. It waits for the approval of {interviewer.name}."
    expect(mine.get_by_text(waits).first).to_be_visible()

    theirs = open_page("/", by=interviewer, java_script_enabled=has_script)
    theirs.get_by_role("row", name=draft.title).get_by_role("link").click()
    expect(theirs.get_by_role("button", name="Decline")).to_be_visible()
    look(theirs, has_script)
    theirs.get_by_role("button", name="Decline").click()
    expect(theirs.get_by_text("Say what would have to change.")).to_be_visible()
    theirs.get_by_label("Note").fill("One seat is enough")
    theirs.get_by_role("button", name="Decline").click()
    expect(theirs.get_by_text(f"You have declined {draft.title}.").first).to_be_visible()

    mine.goto(f"/openings/{draft.pk}/settings/")
    expect(mine.get_by_text("“One seat is enough”")).to_be_visible()
    look(mine, has_script)
    mine.get_by_label("Seats", exact=True).fill("1")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Changed since: Seats.")).to_be_visible()

    theirs.reload()
    expect(theirs.get_by_text("The terms have changed since you last answered.")).to_be_visible()
    expect(theirs.get_by_text("was 2")).to_be_visible()
    look(theirs, has_script)
    theirs.get_by_role("button", name="Approve").click()
    expect(theirs.get_by_text(f"You have approved {draft.title}.").first).to_be_visible()
    mine.reload()
    mine.get_by_role("button", name="Open it").click()
    expect(mine.get_by_text(f"{draft.title} is open.").first).to_be_visible()


def test_a_seat_is_planned(open_page, draft, recruiter, has_script):
    page = open_page(
        f"/openings/{draft.pk}/settings/", by=recruiter, java_script_enabled=has_script
    )
    page.get_by_role("link", name="Look at the seats").click()
    page.get_by_role("link", name="Seat 2").click()
    page.get_by_label("Start").fill("2027-03-01")
    page.get_by_label("Note").fill("After Mira")
    look(page, has_script)
    page.get_by_role("button", name="Save").click()
    row = page.get_by_role("row", name="Seat 2")
    expect(row).to_contain_text("1 Mar 2027")
    expect(row).to_contain_text("After Mira")
    look(page, has_script)


def test_an_opening_is_kept_and_begun_again_and_a_deletion_undone(
    open_page, draft, recruiter, has_script
):
    page = open_page(
        f"/openings/{draft.pk}/settings/", by=recruiter, java_script_enabled=has_script
    )
    page.get_by_role("link", name="Keep as a template").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()
    look(page, has_script)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(f"“{draft.title}” is kept as a template.").first).to_be_visible()
    page.goto("/openings/add/")
    page.get_by_role("link", name="Start from a template").click()
    expect(page.get_by_role("link", name=draft.title, exact=True)).to_be_visible()
    look(page, has_script)
    page.get_by_role("link", name=draft.title, exact=True).click()
    page.get_by_label("Title").fill(f"{draft.title}, again")
    look(page, has_script)
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text(f"{draft.title}, again is a draft.").first).to_be_visible()
    assert Opening.objects.filter(title=f"{draft.title}, again", headcount=2).count() == 1

    page.get_by_role("link", name="Clone this opening").click()
    expect(page.get_by_role("button", name="Make the draft")).to_be_visible()
    look(page, has_script)
    page.get_by_label("Title").fill(f"{draft.title}, cloned")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text(f"{draft.title}, cloned is a draft.").first).to_be_visible()

    page.goto("/opening-templates/")
    page.get_by_role("button", name=f"Delete {draft.title}").click()
    expect(page.get_by_text(f"“{draft.title}” is deleted.")).to_be_visible()
    assert not OpeningTemplate.objects.filter(name=draft.title).exists()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=draft.title, exact=True)).to_be_visible()
