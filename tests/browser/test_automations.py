"""Automations as somebody makes them, and rejections as somebody sends them."""

from playwright.sync_api import expect

from pipeline.models import Automation, Message, Note
from tests.factories import make_application, make_candidate, make_opening, moved
from tests.pipeline.automating import let_act


def test_an_automation_is_put_together_tried_switched_on_and_acts(open_page, recruiter):
    opening = make_opening(by=recruiter, title="Retrieval engineer for Zora")
    opening.stages.update(gate="none")
    earlier = make_application(opening, candidate=make_candidate(name="Early Zora"), by=recruiter)
    moved(earlier, "technical", by=recruiter)

    page = open_page("/automations/", by=recruiter)
    page.get_by_role("link", name="Add an automation").click()
    page.get_by_label("Name").fill("Note Zora down")
    page.get_by_label("Stage", exact=True).select_option(label="Technical")
    page.get_by_label("Another action").select_option(label="Write a note")
    page.get_by_role("button", name="Add it").click()
    page.get_by_label("Note", exact=True).fill("Ask for the paper.")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text("When an application enters Technical, write a note.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Note Zora down")).to_be_visible()
    page.get_by_role("link", name="Dry run").first.click()
    expect(page.get_by_role("link", name="Early Zora")).to_be_visible()
    page.get_by_role("navigation", name="Where you are").get_by_text("Note Zora down").click()
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("On since")).to_be_visible()

    later = make_application(opening, candidate=make_candidate(name="Late Zora"), by=recruiter)
    moved(later, "technical", by=recruiter)
    let_act()
    page.reload()
    expect(page.get_by_role("link", name="Late Zora")).to_be_visible()
    expect(page.get_by_role("link", name="Early Zora")).to_be_hidden()
    assert (
        Note.objects.filter(application=later, text__startswith="Ask for the paper.").count() == 1
    )
    page.goto(f"/openings/{opening.pk}/automations/")
    row = page.get_by_role("row", name="Note Zora down")
    row.get_by_role("button", name="Off here").click()
    expect(row.get_by_text("Off here", exact=True)).to_be_visible()
    Automation.objects.filter(name="Note Zora down").delete()


def test_a_rejection_is_seen_before_planned_and_taken_back(open_page, recruiter):
    opening = make_opening(by=recruiter, title="Vision engineer for Quill")
    person = make_candidate(name="Quill Adeyemi", time_zone="America/Los_Angeles")
    application = make_application(opening, candidate=person, by=recruiter)

    page = open_page(f"/applications/{application.pk}/", by=recruiter)
    page.get_by_role("link", name="Reject…").click()
    page.get_by_label("Position filled").check()
    page.get_by_label("In your words").fill("The seat went to somebody who began in May.")
    expect(page.get_by_text("Hello Quill Adeyemi")).to_be_visible()
    page.get_by_role("button", name="Reject", exact=True).click()
    told = page.get_by_role("region", name="What they are told")
    expect(told.get_by_text("their time (America/Los_Angeles)")).to_be_visible()

    told.get_by_role("link", name="Change").click()
    page.get_by_label("Text").fill("Hello {first_name}, this time it is a no.")
    page.get_by_role("button", name="Save").click()
    told.get_by_text("Vision engineer for Quill").click()
    expect(told.get_by_text("Hello Quill, this time it is a no.")).to_be_visible()
    page.get_by_role("button", name="Undo the last move").click()
    expect(page.get_by_role("link", name="Reject…")).to_be_visible()
    message = Message.objects.get(thread__application=application)
    assert message.outbox.cancelled_at is not None
