"""A candidate's own page, without script: from where they stand to what they think of it."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import TakeHome
from assessments.take_homes import set_brief
from config.records.models import OutboxMessage
from pipeline.candidate_pages.links import sign_link, standing_link
from pipeline.candidate_pages.promises import make_promise
from pipeline.models import CandidateRequest, Document, Survey
from pipeline.moves import withdraw
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import make_application, make_candidate, make_opening

PHONE = {"width": 320, "height": 640}
PDF = {"name": "tamsin.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 Tamsin"}


@pytest.fixture
def arrive(open_page, recruiter):
    """Return a function: the page of somebody new, on a telephone and without script."""

    def arrive(name, stage="screen"):
        opening = make_opening(by=recruiter, title=f"Role of {name}")
        opening.stages.update(gate="none")
        candidate = make_candidate(name=name, email=f"{name.split()[0].lower()}@example.com")
        application = make_application(opening, candidate=candidate, by=recruiter, stage=stage)
        make_promise(application.pk)
        path = f"/my/{sign_link(standing_link(application))}/"
        return application, open_page(path, java_script_enabled=False, viewport=PHONE)

    return arrive


def test_a_candidate_asks_for_another_time_withdraws_and_comes_back(arrive, open_page, recruiter):
    application, page = arrive("Tamsin Okoro")
    expect(page.get_by_text("You hear from us by")).to_be_visible()
    expect(page.get_by_text("You are here")).to_be_visible()
    assert width_of(page) <= PHONE["width"]

    page.get_by_role("link", name="Ask for another time").click()
    page.get_by_label("Times that suit you").fill("Tuesday at ten")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("region", name="What you asked")).to_contain_text("Tuesday at ten")

    staff = open_page(f"/applications/{application.pk}/", by=recruiter, java_script_enabled=False)
    theirs = staff.get_by_role("region", name="Their page")
    theirs.get_by_label("Answer").fill("Tuesday at ten it is.")
    theirs.get_by_role("button", name="Answer").click()
    expect(staff.get_by_text("1 answered")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Tuesday at ten it is.")).to_be_visible()

    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Personal reasons").check()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("heading", name="You withdrew")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="In the process")).to_be_visible()
    application.refresh_from_db()
    assert application.state == "active"
    assert CandidateRequest.objects.get(application=application).handled_by == recruiter


def test_a_candidate_adds_and_replaces_documents_and_details(arrive):
    application, page = arrive("Ilse Marchetti")
    page.get_by_role("link", name="Your documents").click()
    page.get_by_role("button", name="File").set_input_files(PDF)
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Replace tamsin.pdf").click()
    expect(page.get_by_role("heading", name="Replace tamsin.pdf")).to_be_visible()
    page.get_by_role("button", name="File").set_input_files({**PDF, "name": "newer.pdf"})
    page.get_by_role("button", name="Replace").click()
    expect(page.get_by_role("link", name="newer.pdf", exact=True)).to_be_visible()
    assert [row.title for row in Document.objects.filter(application=application)] == ["newer.pdf"]

    page.get_by_role("link", name="Back to your page").click()
    page.get_by_role("link", name="Your details and time zone").click()
    page.get_by_label("Time zone").fill("Asia/Tokyo")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="In the process")).to_be_visible()
    application.candidate.refresh_from_db()
    assert application.candidate.time_zone == "Asia/Tokyo"


def test_a_candidate_hands_in_a_take_home(arrive, recruiter):
    application, page = arrive("Bram Nwosu", stage="take_home")
    set_brief(application, application.stage, by=recruiter, brief="Rank invoices.", due_at=None)
    page.reload()
    work = page.get_by_role("region", name="Take-home")
    expect(work).to_contain_text("Rank invoices.")
    work.get_by_label("Link").fill("https://code.example.com/bram")
    work.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handed in", exact=True)).to_be_visible()
    assert TakeHome.objects.get(application=application).is_in


def test_after_the_end_three_questions_are_answered_once(arrive, recruiter):
    application, page = arrive("Noor Castellane")
    withdraw(application, by=recruiter, reason="Away")
    page.reload()
    page.get_by_role("link", name="Answer them").click()
    page.get_by_role("group", name="Was it clear where you stood?").get_by_label("4").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="You withdrew")).to_be_visible()
    expect(page.get_by_role("link", name="Answer them")).to_have_count(0)
    assert Survey.objects.get(application=application).clarity == 4


def test_an_erasure_is_confirmed_by_mail_and_called_off_on_the_page(arrive):
    application, page = arrive("Piet Adeyemi")
    page.get_by_role("link", name=re.compile("have them deleted")).click()
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_role("heading", name="Have them deleted")).to_be_visible()
    mail = OutboxMessage.objects.get(to=application.candidate.email)
    page.goto("/my/erasure/" + mail.body.partition("/my/erasure/")[2].split("/")[0] + "/")
    page.get_by_role("button", name="Delete my data").click()
    expect(page.get_by_text("Your data are deleted on")).to_be_visible()
    page.goto(f"/my/{sign_link(standing_link(application))}/data/")
    page.get_by_role("button", name="Call it off").click()
    expect(page.get_by_role("button", name="Mail me the link")).to_be_visible()


def test_a_link_that_leads_nowhere_offers_a_new_one(open_page, witness):
    witness.expect("404")
    page = open_page("/my/nonsense/", java_script_enabled=False)
    page.get_by_label("Your email address").fill("whoever@example.com")
    page.get_by_role("button", name="Mail me a new link").click()
    expect(page.get_by_text("a new link is on its way")).to_be_visible()


def test_mistakes_are_said_accessibly(arrive, open_page, witness):
    witness.expect("422")
    application, _ = arrive("Juno Haverkamp")
    path = f"/my/{sign_link(standing_link(application))}/ask/question/"
    page = open_page(path)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
