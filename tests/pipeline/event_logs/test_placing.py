"""What becomes of the events of one case, without a database."""

from dataclasses import dataclass

import pytest

from pipeline import rules
from pipeline.event_logs.courses import Course, OfferStanding, Stages
from pipeline.event_logs.placing import place
from pipeline.event_logs.reading import read_log
from tests.pipeline.event_logs.logs import NOW, START, case, default_mapping, log

MAPPING = default_mapping(**{"[attributes]": "[log]\nunknown_times = true\n[attributes]"})


@dataclass(frozen=True)
class Stage:
    id: str
    position: int
    kind: str
    name: str


PLANS = [(plan.kind, plan.name) for plan in MAPPING.stages]
SHAPES = [("inbox", "Inbox"), *PLANS, ("offer", "Offer"), ("hired", "Hired")]
ROWS = [Stage(name, number, kind, name) for number, (kind, name) in enumerate(SHAPES)]
STAGES = Stages(ROWS[0], ROWS[-2], ROWS[-1], {row.name: row for row in ROWS[1:-2]})


def events_of(*rows):
    return read_log(log(*rows), MAPPING, now=NOW).events["1"]


def run(words, course=None):
    """Place a case written in words; return its course and what became of each event."""
    course = course or Course(STAGES, NOW)
    events = events_of(*case(1, words))
    meanings = {event.activity: MAPPING.meaning_of(event.activity) for event in events}
    return course, place(course, events, meanings)


def go_on(course, words, *, after):
    """Place what a longer log of the case has after its first events."""
    later = events_of(*case(1, words)[after:])
    meanings = {event.activity: MAPPING.meaning_of(event.activity) for event in later}
    return place(course, later, meanings)


def steps(course):
    return [(row.move.kind.value, row.to_stage.name) for row in course.taken]


def kinds(placements):
    return " ".join(placement.placed_as.value for placement in placements)


def test_a_plain_case_becomes_a_move_for_each_event():
    course, placements = run("apply phone screening reject")
    assert steps(course) == [
        ("enter", "Inbox"),
        ("advance", "Telephonic screening"),
        ("advance", "Screening interview"),
        ("reject", "Screening interview"),
    ]
    assert kinds(placements) == "move move move move"
    assert course.taken[0].move.happened_at == START
    assert course.taken[-1].move.reason == (
        "Imported: Application Rejected, Front Desk. The log gives no reason."
    )


def test_a_rejection_that_an_offer_follows_was_one_voice():
    course, placements = run("apply coding behavioral reject offer")
    assert steps(course)[-1] == ("advance", "Offer")
    assert "reject" not in [kind for kind, _ in steps(course)]
    assert kinds(placements) == "move move move voice offer"
    assert placements[3].why == "Not the last word: the case went on."


def test_a_rejection_that_an_interview_follows_was_one_voice_and_the_last_decides():
    course, placements = run("apply coding ml=frontend reject behavioral reject")
    assert kinds(placements) == "move move move move voice move move"
    assert course.state.state == rules.ApplicationState.REJECTED


def test_a_rejection_after_an_offer_leaves_the_offer_standing():
    course, placements = run("apply coding behavioral offer reject")
    assert kinds(placements) == "move move move offer voice"
    assert placements[-1].why == "Not the last word: an offer is out."
    assert course.state.state == rules.ApplicationState.ACTIVE


def test_a_second_rejection_changes_nothing():
    course, placements = run("apply coding reject reject")
    assert kinds(placements) == "move move move repeat"
    assert len(course.taken) == 3


def test_a_second_offer_while_one_is_out_makes_no_second_offer():
    _, placements = run("apply behavioral offer=offer")
    assert kinds(placements) == "move move offer repeat"
    assert [placement.offer for placement in placements] == [None, None, "extend", "further"]


@pytest.mark.parametrize("words", ["apply coding ml=frontend", "apply coding frontend=ml"])
def test_parallel_interviews_are_visited_in_the_order_of_the_stages(words):
    course, _ = run(words)
    assert steps(course)[-2:] == [("advance", "Frontend interview"), ("advance", "ML interview")]
    first, second = course.taken[-2:]
    assert first.move.happened_at == second.move.happened_at


def test_a_background_check_is_no_stage():
    course, placements = run("apply check=screening")
    assert kinds(placements) == "move move note"
    assert steps(course)[-1] == ("advance", "Screening interview")


def test_an_unknown_activity_is_kept_and_said():
    _, placements = run("apply lunch phone")
    assert kinds(placements) == "move unplaced move"
    assert placements[1].why == "The mapping does not know this activity."


def test_a_case_that_begins_with_an_interview_enters_there():
    course, _ = run("coding reject")
    assert steps(course)[0] == ("enter", "Coding interview")


@pytest.mark.parametrize("words", ["reject", "check", "lunch", "withdraw"])
def test_a_case_without_a_beginning_entered_the_inbox_nobody_knows_when(words):
    course, _ = run(words)
    assert steps(course)[0] == ("enter", "Inbox")
    assert course.taken[0].move.happened_at is None


def test_a_step_back_in_the_log_is_a_step_back_here():
    course, _ = run("apply coding phone")
    assert steps(course)[-1] == ("return", "Telephonic screening")


def test_an_accepted_offer_hires_and_a_declined_one_leaves_the_rejection_its_say():
    course, placements = run("apply offer accept")
    assert course.state.state == rules.ApplicationState.HIRED
    assert kinds(placements) == "move offer offer"
    course, placements = run("apply offer decline reject")
    assert kinds(placements) == "move offer offer move"
    assert course.state.state == rules.ApplicationState.REJECTED


def test_what_the_rules_do_not_allow_is_not_placed_and_the_rule_is_said():
    _, placements = run("apply withdraw coding")
    assert kinds(placements) == "move move unplaced"
    assert placements[-1].why == "This application was withdrawn. Reinstate it first."


@pytest.mark.parametrize("words", ["accept", "decline"])
def test_an_answer_without_an_offer_is_not_placed(words):
    _, placements = run(f"apply {words}")
    assert kinds(placements) == "move unplaced"


def test_an_offer_without_a_time_is_not_placed():
    events = events_of("1,Hand In Job Application,,x", "1,Make Job Offer,,x")
    meanings = {event.activity: MAPPING.meaning_of(event.activity) for event in events}
    course = Course(STAGES, NOW)
    assert kinds(place(course, events, meanings)) == "move unplaced"
    assert course.taken[0].move.happened_at is None


def test_an_offer_that_somebody_drafts_here_is_left_to_them():
    earlier, _ = run("apply coding")
    course = Course(STAGES, NOW, earlier.history, OfferStanding.DRAFT)
    assert kinds(go_on(course, "apply coding offer", after=2)) == "unplaced"


def test_a_log_that_goes_on_after_its_rejection_corrects_it():
    earlier, _ = run("apply coding reject")
    course = Course(STAGES, NOW, earlier.history, own_closing=earlier.own_closing)
    assert kinds(go_on(course, "apply coding reject behavioral offer", after=3)) == "move offer"
    assert steps(course) == [
        ("correct", "Coding interview"),
        ("advance", "Behavioral interview"),
        ("advance", "Offer"),
    ]


def test_a_rejection_written_here_is_not_corrected_by_a_log():
    earlier, _ = run("apply coding reject")
    course = Course(STAGES, NOW, earlier.history, own_closing=None)
    (placement,) = go_on(course, "apply coding reject behavioral", after=3)
    assert placement.why == "This application was rejected. Reinstate it first."
    assert course.taken == []


def test_an_event_older_than_what_is_recorded_moves_nothing():
    earlier, _ = run("apply phone coding")
    course = Course(STAGES, NOW, earlier.history)
    (placement,) = go_on(course, "apply screening", after=1)
    assert placement.why == "Later steps of this application are recorded already."
    assert course.taken == []
