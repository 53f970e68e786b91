"""The funnel against histories made by hand."""

import pytest

from pipeline.moves import reinstate, reject, undo
from reports.funnel import read_funnel
from reports.pace import read_times
from reports.scopes import scope_of
from tests.factories import make_application, moved
from tests.reports.histories import make_ungated_opening, walk


@pytest.fixture
def opening(acme, recruiter):
    return make_ungated_opening(by=recruiter)


def funnel(acme, **narrowed):
    scope = scope_of(acme, **narrowed)
    return {
        stage.lane.name: stage
        for stage in read_funnel(scope, [time.lane for time in read_times(scope)])
    }


def counts(stage):
    names = ("entered", "passed", "in_progress", "rejected", "withdrawn", "returned")
    return tuple(getattr(stage, name) for name in names)


def test_each_end_is_counted_in_the_stage_where_it_came(acme, opening):
    walk(opening, ("screen", 1), ("technical", 2))
    walk(opening, ("screen", 1), ("reject", 2))
    walk(opening, ("screen", 1), ("withdraw", 2))
    walk(opening)
    stages = funnel(acme)
    assert counts(stages["Inbox"]) == (4, 3, 1, 0, 0, 0)
    assert counts(stages["Screen"]) == (3, 1, 0, 1, 1, 0)
    assert counts(stages["Technical"]) == (1, 0, 1, 0, 0, 0)
    assert counts(stages["Final"]) == (0, 0, 0, 0, 0, 0)


def test_a_skipped_stage_was_not_entered(acme, opening):
    walk(opening, ("technical", 1))
    assert counts(funnel(acme)["Screen"]) == (0, 0, 0, 0, 0, 0)


def test_an_undone_move_leaves_no_trace(acme, opening, recruiter):
    application = moved(make_application(opening, by=recruiter), "screen")
    undo(application, by=recruiter)
    stages = funnel(acme)
    assert counts(stages["Inbox"]) == (1, 0, 1, 0, 0, 0)
    assert counts(stages["Screen"]) == (0, 0, 0, 0, 0, 0)


def test_who_came_back_counts_once_by_the_latest_visit(acme, opening):
    walk(opening, ("screen", 1), ("technical", 2), ("screen", 3))
    stages = funnel(acme)
    assert counts(stages["Screen"]) == (1, 0, 1, 0, 0, 0)
    assert counts(stages["Technical"]) == (1, 0, 0, 0, 0, 1)


def test_who_was_reinstated_and_went_on_has_passed(acme, opening, recruiter):
    application = moved(make_application(opening, by=recruiter), "screen")
    reject(application, by=recruiter, reason="Evidence")
    reinstate(application, by=recruiter)
    moved(application, "technical")
    assert counts(funnel(acme)["Screen"]) == (1, 1, 0, 0, 0, 0)


def test_every_stage_adds_up(acme, opening, recruiter):
    walk(opening, ("screen", 1), ("technical", 2), ("screen", 3), ("reject", 4))
    walk(opening, ("screen", 1), ("inbox", 2), ("withdraw", 4))
    walk(opening, ("final", 1))
    for stage in funnel(acme).values():
        entered, *ends = counts(stage)
        assert entered == sum(ends)


def test_conversion_is_of_those_who_left(acme, opening):
    walk(opening, ("screen", 1), ("technical", 2))
    walk(opening, ("screen", 1), ("reject", 2))
    walk(opening, ("screen", 1))
    conversion = funnel(acme)["Screen"].conversion
    assert (conversion.part, conversion.n) == (1, 2)


def test_two_stages_of_one_kind_stay_apart_in_an_opening(acme, opening):
    technical = opening.stages.get(kind="technical")
    opening.stages.filter(kind="take_home").update(kind="technical", name="Second technical")
    walk(opening, ("technical", 1), ("final", 2))
    stages = funnel(acme, opening=opening)
    assert counts(stages[technical.name]) == (1, 1, 0, 0, 0, 0)
    assert counts(stages["Second technical"]) == (0, 0, 0, 0, 0, 0)


def test_across_openings_the_copies_of_one_template_stage_are_one(acme, opening, recruiter):
    other = make_ungated_opening(by=recruiter)
    other.stages.filter(kind="screen").update(name="Call")
    walk(opening, ("screen", 1))
    walk(other, ("screen", 1))
    entered = [stage.entered for stage in funnel(acme).values() if stage.lane.kind == "screen"]
    assert entered == [2]


def test_without_a_template_one_kind_and_name_are_one_lane(acme, opening, recruiter):
    other = make_ungated_opening(by=recruiter)
    for each in (opening, other):
        each.stages.filter(kind="final").update(template=None)
    other.stages.filter(kind="final").update(name="Panel day")
    walk(opening, ("final", 1))
    walk(other, ("final", 1))
    stages = funnel(acme)
    assert (stages["Final"].entered, stages["Panel day"].entered) == (1, 1)


def test_two_alike_stages_of_one_opening_never_count_a_person_twice(acme, opening):
    opening.stages.filter(kind__in=["technical", "take_home"]).update(
        kind="technical", name="Technical", template=None
    )
    walk(opening, ("technical", 1))
    lanes = [stage for stage in funnel(acme).values() if stage.lane.name == "Technical"]
    assert max(stage.entered for stage in lanes) <= 1


def test_one_opening_says_nothing_of_another(acme, opening, recruiter):
    walk(make_ungated_opening(by=recruiter), ("screen", 1))
    assert counts(funnel(acme, opening=opening)["Inbox"]) == (0, 0, 0, 0, 0, 0)


def test_a_cohort_leaves_out_who_entered_before_it(acme, opening):
    walk(opening)
    make_application(opening)
    assert funnel(acme, days=30)["Inbox"].entered == 1
    assert funnel(acme)["Inbox"].entered == 2
