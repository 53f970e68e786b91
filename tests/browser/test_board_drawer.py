"""The drawer of a board in a browser, keys of a table, and saved views."""

import re

import pytest
from playwright.sync_api import expect

from pipeline.models import SavedView
from tests.browser.axe import violations
from tests.browser.boards import Board
from tests.factories import make_application, make_candidate, make_opening, stage_of


@pytest.fixture
def opening(recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def people(opening, recruiter):
    """Eight of them, in the order of a board."""
    names = [f"Nell Ashby {number:02}" for number in range(8)]
    return [
        make_application(opening, candidate=make_candidate(name=name), by=recruiter)
        for name in names
    ]


@pytest.fixture
def screen(opening):
    return stage_of(opening, "screen")


@pytest.fixture
def board(open_page, opening, people, recruiter):
    return Board(open_page(by=recruiter), opening)


def table_of(opening):
    return f"/openings/{opening.pk}/table/"


def row(page, application):
    return page.locator(f"#row-{application.pk}")


def drawer(page):
    return page.locator("#drawer")


def test_somebody_opens_in_the_drawer_and_the_next_and_goes_back(board, people, opening, witness):
    page = board.open().page
    page.keyboard.press("j")
    page.keyboard.press("o")
    head = drawer(page).get_by_role("heading", name="Nell Ashby 00")
    expect(head).to_be_focused()
    assert f"open={people[0].pk}" in page.url
    page.keyboard.press("j")
    expect(drawer(page).get_by_role("heading", name="Nell Ashby 01")).to_be_focused()
    page.keyboard.press("k")
    expect(head).to_be_focused()
    assert violations(page) == []
    page.reload()
    expect(head).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer(page)).to_be_hidden()
    expect(board.card(people[0])).to_be_focused()
    assert "open=" not in page.url


def test_going_back_closes_the_drawer_and_gives_the_focus_back(board, people):
    page = board.open().page
    board.card(people[2]).get_by_role("link").first.click()
    expect(drawer(page).get_by_role("heading", name="Nell Ashby 02")).to_be_focused()
    page.go_back()
    expect(drawer(page)).to_be_hidden()
    expect(board.card(people[2])).to_be_focused()
    page.go_forward()
    expect(drawer(page).get_by_role("heading", name="Nell Ashby 02")).to_be_visible()


def test_in_the_drawer_one_notes_and_moves(board, people, screen):
    page = board.open().page
    board.card(people[0]).get_by_role("link").first.click()
    drawer(page).get_by_label("Write a note").fill("Ask about the index")
    drawer(page).get_by_role("button", name="Add note").click()
    expect(drawer(page).get_by_text("Ask about the index")).to_be_visible()
    drawer(page).locator("summary", has_text="Move to…").click()
    drawer(page).get_by_role("button", name="Screen").click()
    expect(drawer(page).locator("header .stage")).to_have_text("Screen")
    page.keyboard.press("Escape")
    board.expect_in(screen, people[0])
    board.expect_counts({screen: 1})


def test_without_script_the_address_of_the_drawer_shows_it_on_the_page(
    open_page, opening, people, recruiter
):
    path = f"/openings/{opening.pk}/board/?open={people[0].pk}"
    page = open_page(path, by=recruiter, java_script_enabled=False)
    expect(drawer(page).get_by_role("heading", name="Nell Ashby 00")).to_be_visible()
    drawer(page).get_by_label("Write a note").fill("Without script")
    drawer(page).get_by_role("button", name="Add note").click()
    expect(drawer(page).get_by_text("Without script")).to_be_visible()
    drawer(page).get_by_role("link", name="Close").click()
    expect(drawer(page)).to_be_hidden()


def test_a_row_of_the_table_goes_forward_by_key(open_page, opening, people, recruiter):
    page = open_page(table_of(opening), by=recruiter)
    page.keyboard.press("j")
    expect(row(page, people[0])).to_be_focused()
    page.keyboard.press("]")
    expect(row(page, people[0])).to_contain_text("Screen")
    expect(row(page, people[0])).to_be_focused()


def test_a_view_is_kept_pinned_and_opened_again(board, people, recruiter):
    page = board.open().page
    page.get_by_label("Part of a name").fill("Ashby 07")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("link", name="“Ashby 07”")).to_be_visible()
    expect(page.locator("[data-card]")).to_have_count(1)
    page.get_by_role("link", name="Table").click()
    expect(page.locator("tr[data-card]")).to_have_count(1)
    page.locator("summary", has_text="Views").click()
    page.get_by_role("link", name="Save this view…").click()
    sheet = page.get_by_role("dialog", name="Save this view")
    sheet.get_by_label("Name").fill("Only the seventh Ashby")
    sheet.get_by_label("Pin it").check()
    sheet.get_by_role("button", name="Save").click()
    pinned = page.get_by_role("link", name="Only the seventh Ashby").first
    expect(pinned).to_have_attribute("aria-current", "true")
    board.open()
    page.get_by_role("link", name="Only the seventh Ashby").first.click()
    expect(page.locator("tr[data-card]")).to_have_count(1)
    expect(page).to_have_url(re.compile("/table/.*q=Ashby"))
    assert SavedView.objects.get(name="Only the seventh Ashby").query == "q=Ashby+07"
