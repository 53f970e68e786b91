"""Whatever a log says, what is stored agrees with itself."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import rules
from pipeline.models import Application, LoggedEvent, Offer, StageMove
from pipeline.moves import history_of
from pipeline.projection import stay_rows
from pipeline.stays import stays
from tests.pipeline.event_logs.logs import case, log, read_in

WORDS = [
    *("apply", "phone", "coding", "ml", "frontend", "behavioral", "offer", "reject"),
    *("withdraw", "accept", "decline", "check", "lunch"),
]
CASES = st.lists(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), min_size=1, max_size=8),
    min_size=1,
    max_size=4,
)


class Discard(Exception):
    """Rolls one example back."""


def rows_of(cases):
    words = [" ".join("=".join(moment) for moment in moments) for moments in cases]
    return [row for number, text in enumerate(words) for row in case(number, text)]


def facts():
    """What is stored of all applications, without keys."""
    return sorted(
        (
            application.remote_id,
            application.stage.name,
            application.state,
            application.first_contact_at,
            application.offered_at,
            list(application.moves.values_list("sequence", "kind", "to_stage__name")),
        )
        for application in Application.objects.select_related("stage")
    )


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cases=CASES, shuffled=st.randoms(use_true_random=False), split=st.integers(0, 30))
def test_random_logs_leave_projections_that_their_moves_add_up_to(acme, cases, shuffled, split):
    rows = rows_of(cases)
    try:
        with transaction.atomic():
            report = read_in(log(*rows[: split + 1]))
            report = read_in(log(*rows))
            assert sum(report["placed"].values()) == len(rows) == LoggedEvent.objects.count()
            for application in Application.objects.all():
                _agrees(application)
            before = facts(), StageMove.objects.count(), Offer.objects.count()
            shuffled.shuffle(rows)
            read_in(log(*rows))
            assert (facts(), StageMove.objects.count(), Offer.objects.count()) == before
            raise Discard
    except Discard:
        pass


@pytest.mark.django_db
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cases=CASES, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_of_no_account(acme, cases, shuffled):
    rows, found = rows_of(cases), []
    for _ in range(2):
        try:
            with transaction.atomic():
                read_in(log(*rows))
                found.append(facts())
                raise Discard
        except Discard:
            shuffled.shuffle(rows)
    assert found[0] == found[1]


def _agrees(application):
    history = history_of(application)
    state, visits = rules.replay(history), stays(history)
    assert (state.stage.pk, state.state, state.sequence) == (
        application.stage_id,
        application.state,
        application.version,
    )
    assert application.stage_entered_at == visits[-1].entered_at
    stored = application.stays.order_by("visit")
    wanted = stay_rows(application, visits)
    fields = ("stage_id", "visit", "entered_at", "left_at", "outcome")
    assert [[getattr(row, name) for name in fields] for row in stored] == [
        [getattr(row, name) for name in fields] for row in wanted
    ]
    offered = application.offers.order_by("extended_at").values_list("extended_at", flat=True)
    assert application.offered_at == offered.first()
    if application.state == "hired":
        assert application.offers.filter(status="accepted").exists()
    # History is judged again from its first row, as the screens would have judged it.
    state = rules.NOTHING
    for row in history:
        step = rules.Step(
            row.kind,
            row.to if row.kind in ("enter", "advance", "return") else None,
            row.happened_at,
            row.reason,
            row.corrects,
        )
        now = row.happened_at or application.created_at
        state = rules.judge(state, step, now=now, has_accepted_offer=True)
