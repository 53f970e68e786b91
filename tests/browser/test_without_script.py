"""Without JavaScript everything works as well, a page at a time."""

import re

from playwright.sync_api import expect

from pipeline.models import Application
from tests.browser.applying import send
from tests.browser.boards import Board
from tests.factories import make_application, make_candidate, make_opening, stage_of


def test_somebody_who_applies_without_script_lands_in_the_inbox(open_page, recruiter, witness):
    opening = make_opening(by=recruiter, title="Retrieval engineer")
    page = open_page("/careers/", java_script_enabled=False)
    page.get_by_role("link", name="Retrieval engineer").click()
    page.get_by_role("link", name="Apply for this role").first.click()
    page.get_by_label("Name").fill("Farah Qureshi")
    page.get_by_label("Email").fill("farah@example.org")
    page.get_by_label(re.compile("may keep what I send")).check()
    send(page, witness)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    application = Application.objects.get(opening=opening)
    board = Board(open_page(by=recruiter), opening).open()
    board.expect_in(stage_of(opening, "inbox"), application)
    expect(board.card(application)).to_contain_text("Farah Qureshi")


def test_a_recruiter_moves_rejects_and_takes_it_back_without_script(open_page, recruiter):
    opening = make_opening(by=recruiter)
    candidate = make_candidate(name="Nils Brandt")
    application = make_application(opening, candidate=candidate, by=recruiter)
    inbox, screen = stage_of(opening, "inbox"), stage_of(opening, "screen")
    page = open_page(by=recruiter, java_script_enabled=False)
    board = Board(page, opening).open()
    notice = page.get_by_role("status")

    choose(page, "Nils Brandt")
    page.get_by_role("button", name="Screen").click()
    board.expect_in(screen, application)
    expect(notice.filter(has_text="moved Nils Brandt to Screen")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    board.expect_in(inbox, application)

    choose(page, "Nils Brandt")
    page.get_by_role("link", name="Reject…").click()
    page.get_by_label("In your words").fill("Asked for a research role instead.")
    page.get_by_role("button", name="Reject").click()
    expect(notice.filter(has_text="rejected Nils Brandt")).to_be_visible()
    expect(board.card(application)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    board.expect_in(inbox, application)
    kinds = application.moves.order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["enter", "advance", "correct", "reject", "correct"]


def choose(page, name):
    page.get_by_label(f"Move {name}").click()
    page.get_by_role("link", name="Move to…").click()
