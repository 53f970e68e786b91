"""What is ticked at the table: kept like ratings, never counted, and read where they are."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from panels.filling import (
    IllegalScorecard,
    IncompleteScorecard,
    ScorecardLocked,
    StaleScorecard,
    content_of,
    save_draft,
    submit,
)
from panels.models import Kit, ProbeReaction, Scorecard, SeenSignal, Signal
from panels.observing import Observed, table_of
from panels.scorecards import cards_for
from pipeline.models import Membership, Specialization
from tests.factories import stage_of
from tests.panels.at_table import (
    ASKED,
    BLAMES,
    CALM,
    LESS_DATA,
    SLOWER,
    TICKED,
    UNASKED,
    WAVES_OFF,
    lay_kit,
)
from tests.panels.cards import make_filling, submitted


@pytest.fixture
def stage(application, panel):
    """Where the application stands, with a kit of its own."""
    lay_kit(application.stage)
    return application.stage


@pytest.fixture
def save(application, stage, criteria, interviewer):
    """Return a function that saves a draft with what is ticked; `rule` may submit instead."""

    def save(observed=TICKED, *, rule=save_draft, version=None, **fields):
        filling = replace(make_filling(criteria), observed=observed, **fields)
        return rule(application, stage, filling, by=interviewer, version=version)

    return save


def test_what_was_ticked_comes_back_as_it_was(save):
    card = save(explanation="Would learn it.")
    assert content_of(card).observed == TICKED
    assert content_of(card).explanation == "Would learn it."


def test_a_later_draft_replaces_what_was_ticked(save):
    save()
    later = Observed({CALM: "", BLAMES: "His team."}, {(ASKED, LESS_DATA): "collapsed"})
    assert content_of(save(later)).observed == later
    assert content_of(save(Observed())).observed == Observed()


def test_ticking_the_same_twice_changes_nothing(save):
    first = save()
    rows = set(SeenSignal.objects.values_list("pk")), set(ProbeReaction.objects.values_list("pk"))
    assert save(version=0).version == first.version
    assert rows == (
        set(SeenSignal.objects.values_list("pk")),
        set(ProbeReaction.objects.values_list("pk")),
    )


def test_an_older_copy_overwrites_no_tick(save):
    save()
    with pytest.raises(StaleScorecard):
        save(Observed({BLAMES: ""}), version=0)
    assert content_of(Scorecard.objects.get()).observed == TICKED


@pytest.mark.parametrize(
    ("observed", "says"),
    [
        (Observed({"bare-tool-list": ""}), "belong to this stage"),
        (Observed({"unheard-of": ""}), "belong to this stage"),
        (Observed({CALM: "x" * 501}), "at most 500"),
        (Observed({}, {(ASKED, SLOWER): "laughed"}), "adapted"),
        (Observed({}, {(ASKED, UNASKED): "adapted"}), "probes that belong"),
        (Observed({}, {("other", SLOWER): "adapted"}), "probes that belong"),
    ],
)
def test_what_no_card_of_this_stage_holds_is_refused_and_nothing_kept(save, observed, says):
    with pytest.raises(IllegalScorecard, match=says):
        save(observed)
    assert not Scorecard.objects.exists()


def test_what_is_ticked_stays_though_the_kit_drops_it(save, application, stage):
    save()
    Signal.objects.filter(key=CALM).update(is_retired=True)
    Kit.objects.filter(key="incidents").update(signals=[BLAMES], questions=[])
    more = Observed({**TICKED.signals, BLAMES: ""}, TICKED.reactions)
    assert content_of(save(more)).observed == more


def test_a_stage_offers_the_signals_and_probes_of_its_kits(application, stage):
    table = table_of(stage, application.opening, Observed())
    assert [row.key for row in table.signals] == [CALM, BLAMES, WAVES_OFF]
    assert {pair for pair in table.probed if pair[0] == ASKED} == {
        (ASKED, SLOWER),
        (ASKED, LESS_DATA),
    }


def test_a_stage_without_signals_of_its_own_offers_all_but_those_on_paper(application, stage):
    Kit.objects.filter(key="incidents").update(signals=[])
    found = {row.key for row in table_of(stage, application.opening, Observed()).signals}
    in_use = Signal.objects.in_use()
    assert found == set(in_use.exclude(sort="resume").values_list("key", flat=True))


@pytest.mark.parametrize("recommendation", ["strong_no", "no", "yes", "strong_yes"])
@pytest.mark.parametrize("ships", [True, False])
@pytest.mark.parametrize("flag", [WAVES_OFF, BLAMES])
@pytest.mark.parametrize("explanation", ["", " ", "Learns fast."])
def test_a_yes_beside_the_flag_is_explained_where_the_role_ships(
    application, save, recommendation, ships, flag, explanation
):
    Specialization.objects.update(ships=ships)
    application.opening.specialization.refresh_from_db()
    fields = {"recommendation": recommendation, "explanation": explanation}
    needs = flag == WAVES_OFF and ships and "yes" in recommendation and not explanation.strip()
    if not needs:
        assert save(Observed({flag: ""}), rule=submit, **fields).is_submitted
        return
    with pytest.raises(IncompleteScorecard) as incomplete:
        save(Observed({flag: ""}), rule=submit, **fields)
    [gap] = incomplete.value.gaps
    assert gap.sentence == "“Waves off” and a yes: say why the yes stands."
    assert gap.is_explanation


def test_what_was_ticked_changes_no_number(save, application, criteria, other_interviewer, lead):
    submitted(application, other_interviewer, criteria, rating=2)
    before = cards_for(application, lead)[-1].summary.average
    save(
        Observed({BLAMES: "", WAVES_OFF: ""}),
        rule=submit,
        explanation="Yes.",
        ratings=two(criteria),
    )
    after = cards_for(application, lead)[-1]
    assert after.summary.average == before
    assert {flag.key for flag in after.seen.red_flags} == {BLAMES, WAVES_OFF}


def two(criteria):
    return dict.fromkeys([criterion.pk for criterion in criteria], 2)


def test_reactions_are_counted_over_the_cards_of_a_stage(
    save, application, stage, criteria, other_interviewer, lead
):
    save(rule=submit)
    both = Observed({}, {(ASKED, SLOWER): "adapted", (ASKED, LESS_DATA): "needed_help"})
    filling = replace(make_filling(criteria), observed=both)
    submit(application, stage, filling, by=other_interviewer)
    seen = cards_for(application, lead)[-1].seen
    assert seen.reactions == [("Adapted", 2), ("Needed help", 1)]
    assert seen.n_probes == 3
    assert [(name, len(rows)) for name, rows in seen.others] == [("Keeps calm", 1)]


@pytest.mark.parametrize(
    ("who", "on_team", "reads"),
    [
        ("lead", True, True),
        ("recruiter", True, True),
        ("recruiter", False, False),
        ("other_interviewer", False, False),  # sits there, and has not submitted
        ("admin", False, False),
    ],
)
def test_whoever_reads_the_ratings_reads_what_was_ticked(
    request, save, application, who, on_team, reads
):
    save(Observed({BLAMES: "A private word."}, TICKED.reactions), rule=submit)
    reader = request.getfixturevalue(who)
    if on_team:
        Membership.objects.get_or_create(opening=application.opening, user=reader)
    seen = [part.seen for part in cards_for(application, reader)]
    assert any(flag.note == "A private word." for row in seen for flag in row.red_flags) is reads
    assert any(row.n_probes for row in seen) is reads


def test_a_stage_that_was_not_asked_about_has_a_table_of_its_own(application, stage):
    final = stage_of(application.opening, "final")
    assert not table_of(final, application.opening, Observed()).probed & {(ASKED, SLOWER)}


LATE_SIGNAL = """
INSERT INTO panels_seensignal (id, scorecard_id, signal, note)
SELECT gen_random_uuid(), id, 'late', '' FROM panels_scorecard
"""
LATE_REACTION = """
INSERT INTO panels_probereaction (id, scorecard_id, question, probe, reaction)
SELECT gen_random_uuid(), id, 'q', 'late', 'adapted' FROM panels_scorecard
"""


class TestTheDatabase:
    """What is ticked on a submitted card is locked like its ratings."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE panels_seensignal SET note = 'Other'",
            "DELETE FROM panels_seensignal",
            "UPDATE panels_probereaction SET reaction = 'collapsed'",
            "DELETE FROM panels_probereaction",
            LATE_SIGNAL,
            LATE_REACTION,
            "UPDATE panels_scorecard SET explanation = 'Other'",
            "UPDATE panels_scorecard SET framework_version = 99",
        ],
    )
    def test_keeps_a_submitted_card(self, save, statement):
        before = content_of(save(rule=submit))
        with (
            pytest.raises(IntegrityError, match="not changed any more"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert content_of(Scorecard.objects.get()) == before

    def test_lets_go_of_a_draft(self, save):
        save().delete()
        assert not SeenSignal.objects.exists()
        assert not ProbeReaction.objects.exists()


def test_a_submitted_card_takes_no_further_tick(save):
    save(rule=submit)
    with pytest.raises(ScorecardLocked):
        save(Observed({BLAMES: ""}))
