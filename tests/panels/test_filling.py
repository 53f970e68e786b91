"""Drafts, submitting, and the lock."""

import threading
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.filling import (
    Filling,
    IllegalScorecard,
    IncompleteScorecard,
    Note,
    NotSeated,
    ScorecardLocked,
    StaleScorecard,
    content_of,
    gaps_of,
    save_draft,
    submit,
)
from panels.models import Scorecard
from panels.seats import seat
from pipeline.models import Criterion
from tests.companies import KEYS
from tests.factories import make_application, make_opening, stage_of
from tests.panels.cards import drafted, make_filling, submitted


def test_a_draft_comes_back_as_it_was_written(application, panel, criteria, interviewer):
    first, second = criteria
    filling = Filling(
        ratings={first.pk: 4},
        notes=(
            Note(0, "Asked who acts on it.", frozenset({first.pk, second.pk})),
            Note(5, "Drew the failure first.", frozenset()),
        ),
        recommendation="",
        summary="Strong so far.",
    )
    card = save_draft(application, application.stage, filling, by=interviewer)
    assert content_of(card) == filling
    assert card.version == 1


def test_a_later_draft_replaces_the_earlier_one(application, panel, criteria, interviewer):
    drafted(application, interviewer, criteria)
    later = make_filling(criteria[:1], rating=2, recommendation="no", text="Another")
    card = save_draft(application, application.stage, later, by=interviewer)
    assert content_of(card) == later
    assert card.version == 2


def test_saving_the_same_twice_changes_nothing(application, panel, criteria, interviewer):
    card = drafted(application, interviewer, criteria)
    again = save_draft(
        application, application.stage, make_filling(criteria), by=interviewer, version=0
    )
    assert again.version == card.version


def test_a_copy_of_an_older_version_is_refused_with_the_newest(
    application, panel, criteria, interviewer
):
    drafted(application, interviewer, criteria)
    other = make_filling(criteria, rating=1)
    with pytest.raises(StaleScorecard) as stale:
        save_draft(application, application.stage, other, by=interviewer, version=0)
    assert stale.value.card.version == 1
    assert content_of(Scorecard.objects.get()) == make_filling(criteria)


def test_submitting_locks(application, panel, criteria, interviewer):
    card = submitted(application, interviewer, criteria)
    assert card.is_submitted
    for change in (save_draft, submit):
        with pytest.raises(ScorecardLocked):
            change(application, application.stage, make_filling(criteria), by=interviewer)


def broken(criteria, foreign):
    good = make_filling(criteria)
    first = criteria[0].pk
    return {
        "rating 5": replace(good, ratings={first: 5}),
        "rating 0": replace(good, ratings={first: 0}),
        "rating of another's criterion": replace(good, ratings={foreign.pk: 3}),
        "evidence for another's criterion": replace(
            good, notes=(Note(0, "Saw it.", frozenset({foreign.pk})),)
        ),
        "no such recommendation": replace(good, recommendation="maybe"),
        "a note without words": replace(good, notes=(Note(0, " ", frozenset({first})),)),
        "two notes in one place": replace(
            good, notes=(Note(0, "One.", frozenset()), Note(0, "Two.", frozenset()))
        ),
        "evidence that is too long": replace(
            good, notes=(Note(0, "x" * 5001, frozenset({first})),)
        ),
        "a summary that is too long": replace(good, summary="x" * 5001),
        "an explanation that is too long": replace(good, explanation="x" * 5001),
        "too many notes": replace(
            good, notes=tuple(Note(place, "Saw it.", frozenset()) for place in range(21))
        ),
    }


@pytest.mark.parametrize("what", broken([Criterion()], Criterion()))
def test_what_a_card_cannot_say_is_refused_and_nothing_kept(
    application, panel, criteria, interviewer, what
):
    foreign = Criterion.objects.exclude(pk__in=[row.pk for row in criteria]).first()
    with pytest.raises(IllegalScorecard):
        save_draft(application, application.stage, broken(criteria, foreign)[what], by=interviewer)
    assert not Scorecard.objects.exists()


@pytest.mark.parametrize("name", ["summary", "explanation"])
def test_a_text_that_is_too_long_is_named(application, panel, criteria, interviewer, name):
    longest = replace(make_filling(criteria, text="x" * 5000), **{name: "x" * 5000})
    save_draft(application, application.stage, longest, by=interviewer)
    longer = replace(longest, **{name: "x" * 5001})
    with pytest.raises(IllegalScorecard, match=f"The {name} has at most 5,000 characters"):
        save_draft(application, application.stage, longer, by=interviewer)


def test_who_does_not_sit_there_fills_nothing(application, panel, criteria, recruiter):
    with pytest.raises(NotSeated):
        drafted(application, recruiter, criteria)


def test_who_sits_in_another_stage_fills_nothing(application, panel, criteria, interviewer):
    with pytest.raises(NotSeated):
        drafted(application, interviewer, criteria, stage=stage_of(application.opening, "final"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ratings": {}}, "Rate “"),
        ({"recommendation": ""}, "Choose an overall recommendation."),
        ({"notes": ()}, "Note at least one thing that you saw or heard."),
        ({"notes": (Note(3, "Saw it.", frozenset()),)}, "which criteria it bears on"),
    ],
)
def test_what_is_missing_is_said_and_keeps_the_card_open(
    application, panel, criteria, interviewer, change, says
):
    filling = replace(make_filling(criteria), **change)
    with pytest.raises(IncompleteScorecard, match=says):
        submit(application, application.stage, filling, by=interviewer)
    assert not Scorecard.objects.submitted().exists()


@pytest.mark.parametrize(
    ("rating", "needs_evidence"), [(1, True), (2, False), (3, False), (4, True)]
)
def test_an_outermost_rating_needs_evidence_of_its_own(criteria, acme, rating, needs_evidence):
    first, second = criteria
    note = Note(0, "Saw it.", frozenset({first.pk}))
    filling = Filling({first.pk: 3, second.pk: rating}, (note,), "yes")
    assert [gap.criterion_id for gap in gaps_of(filling, criteria)] == [second.pk] * needs_evidence


ADDING = """
INSERT INTO panels_evidence (id, scorecard_id, position, text)
SELECT gen_random_uuid(), id, 9, 'Later' FROM panels_scorecard
"""


class TestTheDatabase:
    """Not even SQL in the name of the app changes a submitted card."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE panels_scorecard SET summary = 'Other'",
            "UPDATE panels_scorecard SET submitted_at = NULL",
            "DELETE FROM panels_scorecard",
            "UPDATE panels_rating SET value = 4",
            "DELETE FROM panels_rating",
            "UPDATE panels_evidence SET text = 'Other'",
            "DELETE FROM panels_evidence_criteria",
            "UPDATE panels_evidence_criteria SET evidence_id = evidence_id",
            ADDING,
        ],
    )
    def test_keeps_a_submitted_card(self, application, panel, criteria, interviewer, statement):
        card = submitted(application, interviewer, criteria)
        before = content_of(card)
        with (
            pytest.raises(IntegrityError, match="not changed any more"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert content_of(Scorecard.objects.get()) == before

    def test_takes_no_rating_from_a_draft_into_a_submitted_card(
        self, application, panel, criteria, interviewer, other_interviewer
    ):
        card = submitted(application, interviewer, criteria)
        draft = drafted(application, other_interviewer, criteria[:1])
        card.ratings.model.objects.filter(scorecard=draft).update(value=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            draft.ratings.update(scorecard=card)

    def test_lets_go_of_a_draft(self, application, panel, criteria, interviewer):
        drafted(application, interviewer, criteria).delete()
        assert not Scorecard.objects.exists()


def test_of_two_who_submit_one_card_at_once_one_does(own_database):
    company = Company.objects.get(slug="acme")
    with inside(company):
        lead, person = (User.objects.get(pk=KEYS[who]) for who in ("lead", "interviewer"))
        application = make_application(make_opening(by=lead), by=lead, stage="technical")
        criteria = list(Criterion.objects.all()[:2])
        seat(application.stage, person, criteria, by=lead)
    outcomes = []
    together = threading.Barrier(2)

    def send(rating):
        try:
            with inside(company):
                together.wait()
                submitted(application, person, criteria, rating=rating)
                outcomes.append("in")
        except ScorecardLocked:
            outcomes.append("locked")
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(rating,)) for rating in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "locked"]
    with inside(company):
        assert len(set(content_of(Scorecard.objects.get()).ratings.values())) == 1
