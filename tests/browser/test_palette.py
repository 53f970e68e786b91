"""The palette: finding people, openings and pages from anywhere, by the keyboard alone."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from pipeline.notes import write_note
from pipeline.people_due import bring_up_to_date
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import make_application, make_candidate, make_opening

LETTERS = str.maketrans("0123456789abcdef", "bcdfghklmnprstvz")
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def word():
    """A word that no other journey uses."""
    return uuid4().hex[:8].translate(LETTERS)


@pytest.fixture
def opening(recruiter, word):
    return make_opening(by=recruiter, title=f"Engineer {word}")


@pytest.fixture
def family(word):
    return f"O{word}"


@pytest.fixture
def people(opening, recruiter, word, family):
    """Two of one family name; the second is newer. A note about the first is kept for search."""
    found = [make_candidate(name=f"{name} {family}") for name in ("Ilse", "Otto")]
    for person in found:
        make_application(opening, candidate=person, by=recruiter)
    write_note(found[0], by=recruiter, text=f"Grew a flower{word} in the lab.")
    bring_up_to_date()
    return found


def palette_of(page):
    return page.get_by_role("dialog", name="Find")


def people_in(page):
    return palette_of(page).get_by_role("group", name="People").get_by_role("option")


def chosen(page):
    return palette_of(page).locator("[role=option][aria-selected=true]")


def test_somebody_is_found_and_opened_by_keys_alone(open_page, people, word, family, recruiter):
    page = open_page("/openings/", by=recruiter)
    page.keyboard.press("/")
    field = palette_of(page).get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type(family)
    expect(people_in(page)).to_have_count(2)
    expect(chosen(page)).to_contain_text(f"Otto {family}")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_contain_text(f"Ilse {family}")
    expect(field).to_have_attribute("aria-activedescendant", chosen(page).get_attribute("id"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")  # round to the last: all results
    expect(chosen(page)).to_contain_text("All results for")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/candidates/{people[0].pk}/")

    page.keyboard.press("Control+k")
    last = palette_of(page).get_by_role("group", name="Opened last")
    expect(last.get_by_role("option")).to_have_text(re.compile(f"Ilse {family}"))
    page.keyboard.press("Escape")
    expect(palette_of(page)).to_be_hidden()


def test_openings_and_pages_are_found_too(open_page, people, word, family, opening, recruiter):
    page = open_page("/candidates/", by=recruiter)
    page.keyboard.press("Control+k")
    page.keyboard.type(f"board of engineer {word}")
    expect(chosen(page)).to_contain_text(f"Board of Engineer {word}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/openings/{opening.pk}/board/")
    page.keyboard.press("Control+k")
    page.keyboard.type("add a cand")
    expect(chosen(page)).to_contain_text("Add a candidate")
    page.keyboard.press("Enter")
    page.wait_for_url("**/candidates/new/")


def test_what_is_mistyped_is_likened_and_said(open_page, people, word, family, recruiter):
    page = open_page("/", by=recruiter)
    page.keyboard.press("/")
    page.keyboard.type(f"flowre{word}")
    expect(palette_of(page)).to_contain_text(f"Also searched: flower{word} for “flowre{word}”.")
    expect(chosen(page)).to_contain_text(f"Ilse {family}")
    expect(chosen(page)).to_contain_text("Note")


def test_enter_before_the_list_has_come_leads_to_the_page_of_results(
    open_page, people, word, family, recruiter
):
    page = open_page("/", by=recruiter)
    page.route("**/search/palette/**", lambda route: None)
    page.keyboard.press("/")
    page.keyboard.type(f"flower{word}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search/?q=flower{word}")
    expect(page.get_by_text(f"Grew a flower{word} in the lab").first).to_be_visible()
    expect(page.locator("mark", has_text=f"flower{word}")).to_be_visible()


def test_without_script_the_rails_search_leads_to_the_results(
    open_page, people, word, family, recruiter
):
    page = open_page("/", by=recruiter, java_script_enabled=False)
    page.get_by_role("searchbox", name="Find people").fill(f"flower{word}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search/?q=flower{word}")
    expect(page.get_by_role("link", name=f"Ilse {family}")).to_be_visible()


def test_single_keys_can_be_switched_off_and_ctrl_k_still_works(
    open_page, people, word, family, recruiter
):
    page = open_page("/", by=recruiter)
    page.evaluate("localStorage.setItem('keys', 'off')")
    page.keyboard.press("/")
    expect(palette_of(page)).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(palette_of(page)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE])
def test_the_palette_is_accessible_and_fits(
    open_page, people, word, family, recruiter, scheme, size
):
    page = open_page("/", by=recruiter, viewport=size, color_scheme=scheme)
    page.get_by_role("searchbox", name="Find people").click()
    page.keyboard.type(f"{family} flower{word}")
    expect(palette_of(page).get_by_role("option", name="Ilse")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Control+a")
    page.keyboard.type(family)
    expect(people_in(page)).to_have_count(2)
    assert violations(page) == []
    assert width_of(page) <= size["width"]


def test_what_was_opened_last_is_forgotten_with_signing_out(
    open_page, people, word, family, recruiter
):
    page = open_page("/", by=recruiter)
    page.keyboard.press("Control+k")
    page.keyboard.type(f"otto {family}")
    expect(chosen(page)).to_contain_text("Otto")
    page.keyboard.press("Enter")
    page.wait_for_url("**/candidates/*/")
    assert "Otto" in page.evaluate("sessionStorage.getItem('palette:last')")
    page.locator(".rail .menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate("sessionStorage.getItem('palette:last')") is None
