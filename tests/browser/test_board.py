"""The board: by mouse, by keyboard, and with others at work on it."""

import re

import pytest
from playwright.sync_api import expect

from pipeline.moves import move
from tests.browser.axe import violations
from tests.browser.boards import Board
from tests.factories import make_application, make_candidate, make_opening, stage_of


@pytest.fixture
def opening(recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    candidate = make_candidate(name="Amara Osei")
    return make_application(opening, candidate=candidate, by=recruiter)


@pytest.fixture
def inbox(opening):
    return stage_of(opening, "inbox")


@pytest.fixture
def screen(opening):
    return stage_of(opening, "screen")


@pytest.fixture
def board(open_page, opening, application, recruiter):
    page = open_page(by=recruiter)
    return Board(page, opening)


def kinds(application):
    return list(application.moves.order_by("sequence").values_list("kind", flat=True))


def test_a_card_dragged_to_the_next_column_moves_and_an_undo_takes_it_back(
    board, application, inbox, screen
):
    board.open().drag(application, screen)
    board.expect_in(screen, application)
    board.expect_counts({inbox: 0, screen: 1})
    toast = board.toast("Moved Amara Osei to Screen.")
    toast.get_by_role("button", name="Undo").click()
    board.expect_in(inbox, application)
    board.expect_counts({inbox: 1, screen: 0})
    expect(toast).to_be_hidden()
    assert kinds(application) == ["enter", "advance", "correct"]
    board.open().expect_in(inbox, application)


def test_a_card_dropped_where_it_came_from_stays_and_writes_nothing(board, application, inbox):
    board.open().drag(application, inbox)
    board.expect_in(inbox, application)
    expect(board.card(application)).not_to_have_class(re.compile("is-moving"))
    assert kinds(application) == ["enter"]


def test_a_card_goes_forward_and_back_by_keyboard(board, application, inbox, screen):
    keys, card = board.open().page.keyboard, board.card(application)
    keys.press("j")
    expect(card).to_be_focused()
    keys.press("]")
    board.expect_in(screen, application)
    board.expect_counts({inbox: 0, screen: 1})
    expect(card).to_be_focused()
    keys.press("[")
    board.expect_counts({inbox: 1, screen: 0})
    board.expect_in(inbox, application)
    expect(card).to_be_focused()
    assert kinds(application) == ["enter", "advance", "return"]


def test_arrows_go_from_card_to_card(board, application, opening, recruiter):
    beside = make_application(opening, by=recruiter, stage="technical")
    keys = board.open().page.keyboard
    keys.press("j")
    keys.press("ArrowRight")
    expect(board.card(beside)).to_be_focused()
    keys.press("ArrowLeft")
    expect(board.card(application)).to_be_focused()


def test_keys_do_nothing_to_cards_while_somebody_types(board, application):
    page = board.open().page
    page.keyboard.press("j")
    page.keyboard.press("/")
    search = page.get_by_role("dialog", name="Find").get_by_role("combobox")
    expect(search).to_be_focused()
    page.keyboard.type("j]?")
    expect(search).to_have_value("j]?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert kinds(application) == ["enter"]


def test_a_question_mark_shows_the_keys_and_escape_closes_them(board):
    page = board.open().page
    keys = page.get_by_role("dialog", name="Keys")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_a_card_that_somebody_else_was_faster_with_is_shown_where_it_is(
    board, application, opening, lead, inbox, screen, witness
):
    # This board has not heard of it yet.
    board.page.route("**/board/version/", lambda route: route.fulfill(status=304))
    board.open()
    technical = stage_of(opening, "technical")
    move(application, technical, by=lead)
    board.drag(application, screen)
    expect(board.toast("Lead moved Amara Osei to Technical a moment ago.")).to_be_visible()
    board.expect_in(technical, application)
    board.expect_counts({screen: 0, technical: 1})
    assert kinds(application) == ["enter", "advance"]
    witness.expect("status of 409")


def test_anothers_move_appears_on_an_open_board_within_five_seconds(
    board, application, lead, inbox, screen
):
    board.page.clock.install()
    board.open().page.evaluate("window.isTheSamePage = true")
    board.expect_in(inbox, application)
    move(application, screen, by=lead)
    board.page.clock.fast_forward(5_000)
    board.expect_in(screen, application)
    board.expect_counts({inbox: 0, screen: 1})
    assert board.page.evaluate("window.isTheSamePage")
    board.page.clock.resume()


def test_a_rejection_asks_for_a_reason_on_the_board_itself(board, application):
    page = board.open().page
    page.get_by_label("Move Amara Osei").click()
    page.get_by_role("link", name="Reject…").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Position filled").check()
    sheet.get_by_label("In your words").fill("The seat went to somebody who began in May.")
    sheet.get_by_role("button", name="Reject").click()
    expect(board.card(application)).to_be_hidden()
    expect(sheet).to_be_hidden()
    board.page.get_by_role("button", name="Undo").click()
    expect(board.card(application)).to_be_visible()
    assert kinds(application) == ["enter", "reject", "correct"]


def test_what_opens_on_the_board_is_accessible_too(board, application):
    page = board.open().page
    page.emulate_media(reduced_motion="reduce")  # what is still fading in has little contrast
    page.get_by_label("Move Amara Osei").click()
    reject = page.get_by_role("link", name="Reject…")
    expect(reject).to_be_visible()
    assert violations(page) == []
    reject.click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Reject")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("]")
    expect(board.toast("Moved Amara Osei to Screen.")).to_be_visible()
    assert violations(page) == []
