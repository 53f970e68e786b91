"""Moves against the database: history is added to, projections follow it."""

import random
import threading

import pytest
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError, ProgrammingError

from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.gates import GATES
from pipeline.models import Application, StageMove, Stay
from pipeline.moves import (
    IllegalMove,
    StaleApplication,
    history_of,
    move,
    reinstate,
    reject,
    undo,
    withdraw,
)
from pipeline.rules import replay
from pipeline.stays import stays
from tests.factories import make_application, make_candidate, make_opening, moved, stage_of


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter)


def test_entering_writes_the_first_row_of_history(application):
    (row,) = application.moves.all()
    assert (row.sequence, row.kind, row.to_stage.kind) == (1, "enter", "inbox")
    assert application.version == 1


def test_a_move_appends_a_row_and_names_who_made_it(application, recruiter):
    row = move(application, stage_of(application.opening, "screen"), by=recruiter)
    assert (row.kind, row.from_stage.kind, row.to_stage.kind) == ("advance", "inbox", "screen")
    assert row.by == recruiter
    application.refresh_from_db()
    assert (application.stage.kind, application.version) == ("screen", 2)


def test_moving_back_is_a_return(application, recruiter):
    moved(application, "technical", by=recruiter)
    row = move(application, stage_of(application.opening, "screen"), by=recruiter)
    assert row.kind == "return"


def test_a_stale_version_is_refused_and_tells_where_the_card_is(application, recruiter):
    moved(application, "screen", by=recruiter)
    with pytest.raises(StaleApplication) as caught:
        move(application, stage_of(application.opening, "technical"), by=recruiter, version=1)
    assert caught.value.application.stage.kind == "screen"
    assert application.moves.count() == 2


def test_a_stage_of_another_opening_is_refused(application, recruiter):
    other = make_opening(by=recruiter)
    with pytest.raises(IllegalMove, match="not a stage of this opening"):
        move(application, stage_of(other, "screen"), by=recruiter)


def test_nobody_is_moved_into_hired_without_an_accepted_offer(application, recruiter):
    with pytest.raises(IllegalMove, match="accepting an offer"):
        move(application, stage_of(application.opening, "hired"), by=recruiter)


@pytest.mark.parametrize("close", [reject, withdraw])
def test_closing_needs_a_written_reason(application, recruiter, close):
    with pytest.raises(IllegalMove, match="reason"):
        close(application, by=recruiter, reason="  ")
    close(application, by=recruiter, reason="Took another offer")
    assert not application.is_active
    assert application.ended_at is not None


def test_reinstating_leads_back_to_where_it_was(application, recruiter):
    moved(application, "technical", by=recruiter)
    reject(application, by=recruiter, reason="Evidence")
    reinstate(application, by=recruiter)
    application.refresh_from_db()
    assert (application.state, application.stage.kind) == ("active", "technical")
    assert application.ended_at is None


def test_undo_is_a_further_row_and_restores_what_was(application, recruiter):
    moved(application, "technical", by=recruiter)
    reject(application, by=recruiter, reason="Evidence")
    undo(application, by=recruiter)
    application.refresh_from_db()
    assert (application.state, application.stage.kind, application.version) == (
        "active",
        "technical",
        4,
    )
    assert application.moves.count() == 4


def test_undoing_again_goes_one_step_further_back(application, recruiter):
    moved(application, "screen", by=recruiter)
    moved(application, "technical", by=recruiter)
    undo(application, by=recruiter)
    undo(application, by=recruiter)
    application.refresh_from_db()
    assert application.stage.kind == "inbox"
    with pytest.raises(IllegalMove, match="nothing to undo"):
        undo(application, by=recruiter)


def test_a_closed_gate_stops_an_advance_and_not_a_return(application, recruiter, monkeypatch):
    moved(application, "technical", by=recruiter)
    application.opening.stages.filter(kind="technical").update(gate="scorecards")
    monkeypatch.setitem(GATES, "scorecards", lambda application: "Two scorecards are missing.")
    with pytest.raises(IllegalMove, match="Two scorecards are missing"):
        move(application, stage_of(application.opening, "final"), by=recruiter)
    move(application, stage_of(application.opening, "screen"), by=recruiter)
    assert application.stage.kind == "screen"


def test_one_person_is_active_in_an_opening_only_once(opening):
    candidate = make_candidate()
    make_application(opening, candidate=candidate)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_application(opening, candidate=candidate)


@pytest.mark.parametrize("seed", range(8))
def test_projections_are_what_the_history_adds_up_to(application, recruiter, seed):
    dice = random.Random(seed)
    for _ in range(25):
        try:
            random_step(dice, application, recruiter)
        except IllegalMove:
            continue
    application.refresh_from_db()
    history = history_of(application)
    state, visits = replay(history), stays(history)
    assert (application.stage_id, application.state, application.version) == (
        state.stage.id,
        state.state,
        state.sequence,
    )
    stored = Stay.objects.filter(application=application).order_by("visit")
    assert [(stay.stage_id, stay.entered_at, stay.left_at) for stay in stored] == [
        (visit.stage.id, visit.entered_at, visit.left_at) for visit in visits
    ]


def random_step(dice, application, by):
    kind = dice.choice(["move", "move", "move", "reject", "withdraw", "reinstate", "undo"])
    if kind == "move":
        stages = list(application.opening.stages.exclude(kind="hired"))
        move(application, dice.choice(stages), by=by)
    elif kind == "reinstate":
        reinstate(application, by=by)
    elif kind == "undo":
        undo(application, by=by)
    else:
        {"reject": reject, "withdraw": withdraw}[kind](application, by=by, reason="Dice")


def test_history_cannot_be_rewritten_even_by_sql(application):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        StageMove.objects.filter(application=application).update(reason="It never happened")
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute("DELETE FROM pipeline_stagemove")


def test_of_two_recruiters_moving_one_card_at_once_the_second_is_told(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening()
        application = make_application(opening)
    barrier, outcomes = threading.Barrier(2), []

    def attempt(kind):
        try:
            with inside(acme):
                mine = Application.objects.select_related("stage", "opening").get()
                barrier.wait(timeout=10)
                move(mine, stage_of(opening, kind), by=None, version=application.version)
                outcomes.append("moved")
        except StaleApplication as stale:
            outcomes.append(stale.application.stage.kind)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=[kind]) for kind in ("screen", "screen")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", "screen"]
    with inside(acme):
        assert StageMove.objects.count() == 2
