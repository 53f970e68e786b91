"""Board and table in a browser: many at once, and others at work."""

import pytest
from playwright.sync_api import expect

from pipeline.mailing.own_templates import add_template
from pipeline.models import ManyChange
from pipeline.moves import move
from pipeline.people.tags import tag_people
from pipeline.work_queue.owners import assign
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
    """Twenty of them, in the order of a board."""
    names = [f"Tilda Moss {number:02}" for number in range(20)]
    return [
        make_application(opening, candidate=make_candidate(name=name), by=recruiter)
        for name in names
    ]


@pytest.fixture
def inbox(opening):
    return stage_of(opening, "inbox")


@pytest.fixture
def screen(opening):
    return stage_of(opening, "screen")


@pytest.fixture
def board(open_page, opening, people, recruiter):
    return Board(open_page(by=recruiter), opening)


class Hand:
    """Clicks and presses, and counts how often."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def click(self, locator, **options):
        self.actions += 1
        locator.click(**options)


def table_of(opening):
    return f"/openings/{opening.pk}/table/"


def row(page, application):
    return page.locator(f"#row-{application.pk}")


def in_bar(page, name):
    return page.get_by_role("region", name="Those selected").locator("summary", has_text=name)


def test_twenty_people_on_a_board_are_moved_in_four_actions_and_put_back(
    board, people, inbox, screen
):
    page, hand = board.open().page, Hand(board.page)
    board.card(people[0]).hover()
    hand.click(page.get_by_label("Select Tilda Moss 00"))
    hand.click(page.get_by_label("Select Tilda Moss 19"), modifiers=["Shift"])
    expect(page.get_by_text("20 people ticked")).to_be_visible()
    hand.click(in_bar(page, "Move to"))
    hand.click(page.get_by_role("button", name="Screen"))
    board.expect_counts({inbox: 0, screen: 20})
    assert hand.actions <= 4
    board.toast("Moved 20 people to Screen.").get_by_role("button", name="Undo").click()
    board.expect_counts({inbox: 20, screen: 0})
    assert {tuple(each.moves.values_list("kind", flat=True)) for each in people} == {
        ("enter", "advance", "correct")
    }


@pytest.mark.parametrize(
    ("menu", "choice", "sentence"),
    [
        ("Move to", "Screen", "Moved 20 people to Screen."),
        ("Reject", "Position filled", "Rejected 20 people."),
        ("Tag", "Met at the Elm fair", "Tagged 20 people Met at the Elm fair."),
        ("Assign", "Me", "20 people now with"),
    ],
)
def test_twenty_people_of_a_table_are_changed_in_three_actions(
    open_page, opening, people, recruiter, menu, choice, sentence
):

    tag_people([make_candidate(name="Elm Fairgoer")], "Met at the Elm fair", by=recruiter)
    page = open_page(table_of(opening), by=recruiter)
    hand = Hand(page)
    hand.click(page.get_by_label("Select everyone on this page"))
    hand.click(in_bar(page, menu))
    hand.click(page.get_by_role("button", name=choice, exact=True))
    expect(page.locator("[data-toast]", has_text=sentence)).to_be_visible()
    assert hand.actions == 3
    expect(page.get_by_role("region", name="Those selected")).to_be_hidden()
    assert ManyChange.objects.filter(rows__0__application=str(people[0].pk)).exists()


def test_twenty_people_are_written_to_in_four_actions(open_page, opening, people, recruiter):

    words = {"subject": "Hello {candidate}", "body": "We are still reading."}
    add_template(by=recruiter, name="Still reading, Moss", **words)
    page = open_page(table_of(opening), by=recruiter)
    hand = Hand(page)
    hand.click(page.get_by_label("Select everyone on this page"))
    hand.click(in_bar(page, "Write"))
    hand.click(page.get_by_role("button", name="Still reading, Moss"))
    sheet = page.get_by_role("dialog", name="Write to 20 people")
    expect(sheet.get_by_label("Subject")).to_have_value("Hello {candidate}")
    hand.click(sheet.get_by_role("button", name="Send"))
    expect(page.locator("[data-toast]", has_text="Writing to 20 people")).to_be_visible()
    expect(sheet).to_be_hidden()
    assert hand.actions == 4


def test_keys_tick_cards_one_by_one_and_a_range(board, people):
    page = board.open().page
    page.keyboard.press("j")
    expect(board.card(people[0])).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_text("1 person ticked")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.get_by_text("4 people ticked")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_role("region", name="Those selected")).to_be_hidden()


def test_without_script_people_are_ticked_and_tagged_on_a_page(
    open_page, opening, people, recruiter
):
    page = open_page(table_of(opening), by=recruiter, java_script_enabled=False)
    page.get_by_label("Select Tilda Moss 00").check()
    in_bar(page, "Tag").click()
    page.get_by_role("button", name="Tag…").click()
    page.get_by_label("Tag", exact=True).fill("Without script, Moss")
    page.get_by_role("button", name="Tag", exact=True).click()
    notice = page.get_by_role("status").filter(has_text="Tagged 1 person Without script, Moss.")
    expect(notice).to_be_visible()
    notice.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone for 1 person.")).to_be_visible()


def test_what_others_do_comes_in_around_what_is_selected_and_focused(
    board, people, opening, lead, inbox, screen
):
    selected, focused, free = people[:3]
    page = board.page
    page.clock.install()
    board.open()
    board.card(selected).hover()
    page.get_by_label("Select Tilda Moss 00").check()
    board.card(focused).get_by_role("paragraph").first.click()
    expect(board.card(focused)).to_be_focused()
    for each in (selected, focused, free):
        move(each, screen, by=lead)
    page.clock.fast_forward(5_000)
    board.expect_in(screen, free)
    board.expect_in(inbox, selected)
    board.expect_in(inbox, focused)
    expect(board.card(focused)).to_be_focused()
    expect(page.get_by_label("Select Tilda Moss 00")).to_be_checked()
    page.get_by_role("button", name="Clear").click()
    page.clock.fast_forward(5_000)
    board.expect_in(screen, selected)
    board.expect_in(screen, focused)
    page.clock.resume()


def test_who_was_moved_by_somebody_meanwhile_is_named_when_many_are_moved(
    board, people, opening, lead, inbox, screen
):
    page = board.open().page
    board.card(people[0]).hover()
    page.get_by_label("Select Tilda Moss 00").check()
    page.get_by_label("Select Tilda Moss 02").click(modifiers=["Shift"])
    move(people[1], stage_of(opening, "technical"), by=lead)
    in_bar(page, "Move to").click()
    page.get_by_role("button", name="Screen").click()
    report = page.locator("#many-report")
    expect(report).to_contain_text("Tilda Moss 01: Lead moved them to Technical meanwhile.")
    board.expect_counts({screen: 2, inbox: 17})


def test_two_people_at_tables_see_each_others_changes(open_page, opening, people, recruiter, lead):
    opening.team.add(lead)
    mine, theirs = (open_page(by=who) for who in (recruiter, lead))
    mine.clock.install()
    for page in (mine, theirs):
        page.goto(table_of(opening))
    theirs.get_by_label("Select Tilda Moss 03").check()
    in_bar(theirs, "Move to").click()
    theirs.get_by_role("button", name="Final").click()
    expect(row(theirs, people[3])).to_contain_text("Final")
    mine.clock.fast_forward(5_000)
    expect(row(mine, people[3])).to_contain_text("Final")
    assign(people[4], lead, by=recruiter)
    mine.clock.fast_forward(5_000)
    expect(row(mine, people[4])).to_contain_text(lead.name)
    mine.clock.resume()


def test_menus_sheets_and_the_selection_are_accessible(board, people):
    page = board.open().page
    page.emulate_media(reduced_motion="reduce")
    page.locator(".filter-bar summary", has_text="More").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    board.card(people[0]).hover()
    page.get_by_label("Select Tilda Moss 00").check()
    in_bar(page, "Reject").click()
    expect(page.get_by_role("button", name="Position filled")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="In your words…").click()
    expect(page.get_by_role("dialog", name="Reject 1 person")).to_be_visible()
    assert violations(page) == []
