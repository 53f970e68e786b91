"""An offer outside its band: two approvals, then the candidate accepts it on their page."""

from playwright.sync_api import expect

from config.accounts.models import User
from pipeline.candidate_pages.links import page_address
from pipeline.models import Application, ApproverStep, Membership, Offer
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import Place
from tests.factories import (
    make_application,
    make_candidate,
    make_closing_brief,
    make_opening,
)


def test_an_offer_out_of_its_band_is_approved_twice_and_accepted_without_script(
    open_page, recruiter, lead, admin
):
    opening = make_opening(by=recruiter, pay_low=15_000_000, pay_high=25_000_000, currency="USD")
    opening.stages.update(gate="none")
    Membership.objects.create(opening=opening, user=lead)
    own = [Place(role="hiring_lead"), Place(person=admin.pk, is_for_outside=True)]
    write_chain(opening, own, by=lead)
    candidate = make_candidate(name="Odile Brandt")
    application = make_application(opening, candidate=candidate, by=recruiter, stage="final")
    make_closing_brief(application, by=recruiter)

    page = open_page(f"/applications/{application.pk}/offers/add/", by=recruiter)
    page.get_by_label("Base pay").fill("260,000")
    page.get_by_label("Sign-on").fill("20,000")
    page.get_by_role("button", name="Save and look at it").click()
    expect(page.get_by_text("because the offer is not inside its band")).to_be_visible()
    expect(page.get_by_role("button", name="Send the offer")).to_have_count(0)
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.get_by_text("It waits for the approval of a hiring lead.")).to_be_visible()

    offer = Offer.objects.get(application=application)
    for person, shown in ((lead, "1.30"), (admin, "The base is above the band")):
        approve(open_page, offer, person, shown)

    page.reload()
    page.get_by_role("button", name="Send the offer").click()
    expect(page.locator("[data-toast]")).to_contain_text("the clock has stopped")

    address = page_address(application)
    theirs = open_page(java_script_enabled=False)
    theirs.goto(f"/my/{address.rstrip('/').rpartition('/my/')[2]}/")
    theirs.get_by_role("link", name="Read and answer it").click()
    expect(theirs.get_by_role("row", name="Total")).to_contain_text("$280,000")
    theirs.get_by_label("Your full name").fill("Odile Brandt")
    theirs.get_by_role("button", name="Accept the offer").click()
    expect(theirs.get_by_text("signed “Odile Brandt”")).to_be_visible()

    page.goto(f"/applications/{application.pk}/")
    expect(page.get_by_text("to acceptance: 1 day")).to_be_visible()
    assert Application.objects.get(pk=application.pk).state == "hired"


def approve(open_page, offer, person: User, shown: str):
    """The person finds the offer among what waits for them, reads where it stands and agrees."""
    page = open_page("/", by=person)
    page.get_by_role("link", name="Approve the offer, or decline").first.click()
    expect(page.get_by_text(shown).first).to_be_visible()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("You approved it")).to_be_visible()
    assert ApproverStep.objects.filter(opening=offer.application.opening).count() == 2
