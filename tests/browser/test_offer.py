"""An offer, from its draft to the seat it fills."""

from playwright.sync_api import expect

from pipeline.closing_briefs import LABELS
from pipeline.models import Opening
from tests.factories import BRIEF, make_application, make_candidate, make_opening


def test_an_offer_is_drafted_sent_and_accepted_and_fills_the_opening(open_page, recruiter):
    opening = make_opening(by=recruiter, pay_low=15_000_000, pay_high=25_000_000, currency="USD")
    opening.stages.update(gate="none")
    candidate = make_candidate(name="Wei Linde")
    application = make_application(opening, candidate=candidate, by=recruiter, stage="final")

    page = open_page(f"/applications/{application.pk}/", by=recruiter)
    page.get_by_role("link", name="Draft an offer").click()
    page.get_by_label("Base pay").fill("200,000")
    page.get_by_role("button", name="Save and look at it").click()
    expect(page.get_by_text("50 % up this opening's range")).to_be_visible()
    expect(page.get_by_text("Sending it stops the clock")).to_be_visible()

    expect(page.get_by_text("5 of the five parts of the closing brief")).to_be_visible()
    for label, text in zip(LABELS.values(), BRIEF.values(), strict=True):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Send the offer").click()
    expect(page.locator("[data-toast]")).to_contain_text("the clock has stopped")
    clock = page.get_by_role("region", name="Clock")
    expect(clock.get_by_text("Offer on day 1 of 14")).to_be_visible()

    page.get_by_role("link", name="Accepted…").click()
    expect(page.get_by_text("which fills the opening")).to_be_visible()
    page.get_by_role("button", name="Note the acceptance").click()
    expect(page.locator("main").get_by_text("Hired").first).to_be_visible()
    page.goto(f"/openings/{opening.pk}/board/")
    expect(page.get_by_text("1 of 1 seat filled")).to_be_visible()
    assert Opening.objects.get(pk=opening.pk).status == "filled"
