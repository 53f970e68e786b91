"""Mentioning a colleague by the keyboard, and how it reaches them."""

import re

from playwright.sync_api import expect

from config.accounts.models import User
from pipeline.models import Note, Notice
from tests.browser.axe import violations
from tests.factories import make_application, make_candidate, make_opening


def make_colleague(name):
    email = f"{name.replace(' ', '.').lower()}@example.com"
    return User.objects.create(name=name, email=email, roles=["recruiter"])


def make_applicant(name, recruiter):
    opening = make_opening(by=recruiter, title="Ranking engineer")
    return make_application(opening, candidate=make_candidate(name=name))


def bell(page):
    return page.get_by_role("link", name="Notices")


def test_a_mention_reaches_a_colleague_who_opens_what_it_is_about(open_page, recruiter):
    noor, other = make_colleague("Noor Haddad"), make_colleague("Noor Hadley")
    application = make_applicant("Ines Ferreira", recruiter)
    page = open_page(f"/applications/{application.pk}/", by=recruiter)
    area = page.get_by_label("Write a note")
    area.click()
    page.keyboard.type("Could you call her, @noor")
    offered = page.get_by_role("listbox", name="Colleagues").get_by_role("option")
    expect(offered).to_have_count(2)
    expect(offered.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(area).to_have_attribute("aria-activedescendant", "mention-2")
    assert violations(page) == []
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(area).to_have_value("Could you call her, @Noor Haddad ")
    expect(offered).to_have_count(0)
    page.keyboard.type("today?")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".timeline .mention")).to_have_text("@Noor Haddad")
    assert not Notice.objects.filter(person=other).exists()

    reader = open_page("/", by=noor)
    expect(bell(reader)).to_have_accessible_name(re.compile(r"Notices\s*1\s*unread"))
    bell(reader).click()
    expect(reader.get_by_role("heading", name="Notices", exact=True)).to_be_visible()
    reader.get_by_role(
        "link", name="Recruiter mentioned you in a note about Ines Ferreira."
    ).click()
    expect(reader.get_by_role("heading", name="Ines Ferreira")).to_be_visible()
    expect(reader.locator(".timeline .mention")).to_have_text("@Noor Haddad")
    expect(bell(reader)).to_have_accessible_name("Notices")
    expect(reader.get_by_role("button", name="Unfollow")).to_be_visible()


def test_escape_closes_the_list_and_a_name_typed_without_it_is_matched(open_page, recruiter):
    greta = make_colleague("Greta Lunde")
    application = make_applicant("Rui Matos", recruiter)
    page = open_page(f"/applications/{application.pk}/", by=recruiter)
    page.get_by_label("Write a note").click()
    page.keyboard.type("@greta")
    offered = page.get_by_role("listbox", name="Colleagues")
    expect(offered).to_contain_text("Greta Lunde")
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".timeline .mention")).to_have_text("@Greta Lunde")
    assert Notice.objects.get(person=greta).topic == "mention"


def test_without_script_an_unclear_name_is_asked_about_and_notices_are_read(
    open_page, recruiter, witness
):
    witness.expect("status of 422")
    make_colleague("Tove Berg"), make_colleague("Tove Lie")
    application = make_applicant("Ayo Bello", recruiter)
    page = open_page(f"/applications/{application.pk}/", by=recruiter, java_script_enabled=False)
    area = page.get_by_label("Write a note")
    area.fill("A good talk, @Tove")
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_text("Which Tove do you mean: Tove Berg or Tove Lie?")).to_be_visible()
    expect(area).to_have_value("A good talk, @Tove")
    area.fill("A good talk, @Tove Lie")
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_text("The note is written.")).to_be_visible()
    assert Note.objects.get(application=application).text == "A good talk, @Tove Lie"

    reader = open_page("/", by=User.objects.get(name="Tove Lie"), java_script_enabled=False)
    bell(reader).click()
    reader.get_by_role("button", name="Mark all as read").click()
    expect(reader.get_by_text("You have read them all")).to_be_visible()
    reader.get_by_role("button", name="Undo").click()
    expect(reader.get_by_text("1 unread")).to_be_visible()


def test_the_bell_rings_on_a_page_that_stays_open(open_page, recruiter):
    mika = make_colleague("Mika Sund")
    application = make_applicant("Lea Brandt", recruiter)
    reader = open_page("/", by=mika)
    expect(reader.locator("#bell[data-live-etag]")).to_be_visible()
    page = open_page(f"/applications/{application.pk}/", by=recruiter)
    page.get_by_label("Write a note").fill("@Mika Sund, see her paper")
    page.get_by_role("button", name="Add note").click()
    expect(page.locator(".timeline .mention")).to_be_visible()
    reader.locator("#bell").dispatch_event("live:changed")
    expect(bell(reader)).to_have_accessible_name(re.compile(r"1\s*unread"))
