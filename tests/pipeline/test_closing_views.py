import pytest
from django.urls import reverse

from pipeline.models import Application, Reason, StageMove
from pipeline.moves import move, reject, undo, withdraw
from tests.factories import make_application, make_candidate, make_opening, stage_of

READ = ["move_to", "reject", "withdraw"]
HX = {"HX-Request": "true"}


@pytest.fixture
def opening(acme, recruiter):
    return make_opening(by=recruiter)


@pytest.fixture
def row(opening):
    return make_application(opening, candidate=make_candidate(name="Amara Osei"))


@pytest.fixture
def client(recruiter, client_of):
    return client_of(recruiter)


def address(name, row):
    return reverse(f"pipeline:{name}", args=[row.pk])


def now_in(row):
    row = Application.objects.select_related("stage").get(pk=row.pk)
    return row.stage.kind, row.state


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (reject, "Lead rejected Amara Osei a moment ago."),
        (withdraw, "Lead noted a moment ago that Amara Osei withdrew."),
    ],
)
def test_who_comes_too_late_for_one_who_is_gone_loses_the_card(client, row, lead, step, sentence):
    step(row, by=lead, reason="So")
    response = client.post(address("move", row), {"to": row.stage_id, "version": 1}, headers=HX)
    page = response.content.decode()
    assert response.status_code == 409
    assert sentence in page
    assert f'hx-swap-oob="delete:#card-{row.pk}"' in page
    assert "data-card" not in page


def test_an_undo_puts_the_card_back_and_offers_no_further_undo(client, row, recruiter):
    move(row, stage_of(row.opening, "screen"), by=recruiter)
    response = client.post(address("undo", row), {"version": 2}, headers=HX)
    page = response.content.decode()
    assert now_in(row) == ("inbox", "active")
    assert "Undone: Amara Osei is in Inbox again." in page
    assert address("undo", row) not in page
    assert StageMove.objects.count() == 3


def test_an_undo_after_another_move_comes_too_late(client, row, recruiter):
    move(row, stage_of(row.opening, "offer"), by=recruiter)
    move(row, stage_of(row.opening, "screen"), by=recruiter)
    response = client.post(address("undo", row), {"version": 2}, headers=HX)
    assert response.status_code == 409
    assert now_in(row) == ("screen", "active")


def test_moves_are_undone_one_by_one_until_the_entry(client, row, recruiter):
    move(row, stage_of(row.opening, "screen"), by=recruiter)
    reject(row, by=recruiter, reason="No")
    client.post(address("undo", row), {"version": 3}, headers=HX)
    assert now_in(row) == ("screen", "active")
    client.post(address("undo", row), {"version": 4}, headers=HX)
    assert now_in(row) == ("inbox", "active")
    response = client.post(address("undo", row), {"version": 5}, headers=HX)
    assert response.status_code == 422
    assert "There is nothing to undo." in response.content.decode()


def test_rejecting_takes_the_card_away_and_keeps_both_reasons(client, row):
    usual = Reason.objects.filter(kind="reject").first()
    fields = {"version": 1, "usual": usual.pk, "text": " Thin on production. "}
    response = client.post(address("reject", row), fields, headers=HX)
    page = response.content.decode()
    assert now_in(row) == ("inbox", "rejected")
    assert row.moves.latest("sequence").reason == f"{usual.text}\nThin on production."
    assert "Rejected Amara Osei." in page
    assert "data-card" not in page
    assert f'action="{address("undo", row)}"' in page


@pytest.mark.parametrize("name", ["reject", "withdraw"])
def test_closing_needs_words_of_ones_own(client, row, name):
    reason = Reason.objects.filter(kind=name).first()
    for headers, is_page in ((HX, False), ({}, True)):
        fields = {"version": 1, "usual": reason.pk, "text": "  "}
        response = client.post(address(name, row), fields, headers=headers)
        page = response.content.decode()
        assert (response.status_code, "<html" in page) == (422, is_page)
        assert "Write a sentence" in page
    assert now_in(row) == ("inbox", "active")


def test_a_reason_of_another_kind_is_none(client, row):
    reason = Reason.objects.filter(kind="withdraw").first()
    fields = {"version": 1, "usual": reason.pk, "text": "So"}
    assert client.post(address("reject", row), fields).status_code == 422


def test_a_withdrawal_is_noted_and_can_be_reinstated(client, row):
    client.post(address("withdraw", row), {"version": 1, "text": "Took another job"})
    assert now_in(row) == ("inbox", "withdrawn")
    response = client.post(
        address("reinstate", row), {"version": 2, "reason": "Changed their mind"}
    )
    assert response.status_code == 302
    assert now_in(row) == ("inbox", "active")


def test_closing_comes_too_late_too(client, row, lead):
    move(row, stage_of(row.opening, "screen"), by=lead)
    response = client.post(address("reject", row), {"version": 1, "text": "No"}, headers=HX)
    assert response.status_code == 409
    assert now_in(row) == ("screen", "active")


def test_closing_twice_is_refused(client, row, recruiter):
    reject(row, by=recruiter, reason="No")
    response = client.post(address("withdraw", row), {"text": "So"}, headers=HX)
    assert response.status_code == 422
    assert "Reinstate it first." in response.content.decode()


@pytest.mark.parametrize("name", READ)
def test_forms_are_fragments_to_a_script_and_pages_without(client, row, name):
    page = client.get(address(name, row))
    assert (page.status_code, "<html" in page.content.decode()) == (200, True)
    fragment = client.get(address(name, row), headers=HX)
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in fragment["Vary"]


def test_undo_is_a_further_row(row, recruiter):
    move(row, stage_of(row.opening, "screen"), by=recruiter)
    undo(row, by=recruiter)
    assert [step.kind for step in row.moves.order_by("sequence")] == ["enter", "advance", "correct"]
