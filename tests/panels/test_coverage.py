"""Coverage and mismatch as arithmetic, against examples worked out by hand."""

import itertools

import pytest

from panels.coverage import Lack, Place, Rated, StageName, cover, find_lacks
from panels.mismatch import (
    CLEARLY,
    HELD_FOR,
    Balance,
    Sitting,
    balances,
    distance,
    find_mismatch,
    shares_tested,
)
from pipeline.framework.tools import names_only_tools, tools
from pipeline.models.processes import InterviewKind

SKILLS = {"framing": "Problem framing", "communication": "Communication"}
COMPONENTS = {"coding": "Coding", "domain": "Domain conversation"}
WEIGHTS = {"coding": 50, "domain": 50}
STAGES = [
    StageName("inbox", "Inbox", has_panel=False),
    StageName("screen", "Screen"),
    StageName("final", "Final"),
]


def rated(key, skill="framing", component="coding", sub="", **fields):
    return Rated(key, key.capitalize(), skill, component, "technical", sub, **fields)


CODE = rated("code")
CLEAR = rated("clear", "communication", "domain", "technical_communication")
LEARNS = rated("learns", "communication", "domain", "continuous_learning")
CRITERIA = [CODE, CLEAR, LEARNS]
ALL = frozenset({"code", "clear", "learns"})
TWICE = [Place("screen", "Engineer", ALL), Place("final", "Lead", ALL)]


def lacks(planned, seated=(), *, criteria=CRITERIA, weights=WEIGHTS, dimensions=None):
    lines = cover(criteria, STAGES, planned, seated)
    return find_lacks(
        lines,
        STAGES,
        skills=SKILLS,
        components=COMPONENTS,
        weights=weights,
        dimension_weights=dimensions or {"technical": 100},
    )


def of_plan(planned, **options):
    return [
        (finding.lack, finding.text)
        for finding in lacks(planned, **options)
        if not finding.is_of_panels
    ]


def test_two_stages_make_two_measurements():
    assert of_plan(TWICE) == []
    assert [line.planned for line in cover(CRITERIA, STAGES, TWICE, [])] == [2, 2, 2]


def test_two_seats_of_one_stage_make_two_measurements():
    planned = [Place("screen", "Engineer", ALL), Place("screen", "Lead", ALL)]
    assert of_plan(planned) == []


def test_one_seat_in_two_interviews_of_a_stage_looks_once():
    planned = [Place("screen", "Engineer", ALL), Place("screen", "Engineer", ALL)]
    assert [lack for lack, _ in of_plan(planned)] == [Lack.ONCE] * 3


def test_a_criterion_measured_once_is_named_with_its_place():
    planned = [*TWICE[:1], Place("final", "Lead", ALL - {"code"})]
    text = (
        "“Code” is measured once only: by Engineer in Screen. A second look, by somebody "
        "else or in another stage, would make it independent."
    )
    assert of_plan(planned) == [(Lack.ONCE, text)]


def test_an_unmeasured_skill_a_component_without_a_seat_and_missing_criteria_are_named():
    planned = [Place(place.stage, place.seat, frozenset({"code"})) for place in TWICE]
    found = dict(of_plan(planned))
    assert list(found) == [Lack.SKILL, Lack.COMPONENT, Lack.COMMUNICATION, Lack.LEARNING]
    assert found[Lack.SKILL] == "No interview measures the skill “Communication”."
    assert (
        found[Lack.COMPONENT] == "“Domain conversation” counts 50 %, and no seat rates any of it."
    )


@pytest.mark.parametrize("weights", [WEIGHTS, {"domain": 100}, {}])
def test_no_role_is_exempt_from_code(weights):
    planned = [Place(place.stage, place.seat, ALL - {"code"}) for place in TWICE]
    found = dict(of_plan(planned, weights=weights))
    assert found[Lack.COMPONENT].endswith("No role is exempt from writing code.")


def test_a_component_that_does_not_count_needs_no_seat():
    planned = [Place(place.stage, place.seat, frozenset({"code"})) for place in TWICE]
    assert Lack.COMPONENT not in dict(of_plan(planned, weights={"coding": 100}))


def test_criteria_that_only_ask_for_a_tool_are_named_where_they_are_rated():
    tool = rated("pytorch", asks_for_tool=True)
    planned = [*TWICE, Place("screen", "Engineer", frozenset({"pytorch"}))]
    found = dict(of_plan(planned, criteria=[*CRITERIA, tool]))
    assert found[Lack.TOOL].startswith("“Pytorch” only asks for a tool.")
    assert of_plan(TWICE, criteria=[*CRITERIA, tool]) == []


def test_criteria_that_nobody_rates_are_named_together_where_their_skill_is_measured():
    more = [rated("deep", sub="depth"), rated("wide", sub="breadth"), rated("loose")]
    found = of_plan(TWICE, criteria=[*CRITERIA, *more])
    assert found == [(Lack.NEVER, "Not measured at all: “Deep” and “Wide”.")]
    assert of_plan(TWICE, criteria=[*CRITERIA, *more], dimensions={"production": 100}) == []
    assert Lack.NEVER not in dict(of_plan([], criteria=[*CRITERIA, *more]))


def test_somebody_who_sits_in_two_stages_is_one_measurement():
    seated = [Place("screen", "Ada", ALL, "1"), Place("final", "Ada", ALL, "1")]
    assert [line.seated for line in cover(CRITERIA, STAGES, TWICE, seated)] == [1, 1, 1]
    namesake = [*seated, Place("final", "Ada", ALL, "2")]
    assert [line.seated for line in cover(CRITERIA, STAGES, TWICE, namesake)] == [2, 2, 2]


def test_a_criterion_that_is_out_of_use_measures_nothing():
    planned = [*TWICE, Place("screen", "Engineer", frozenset({"retired"}))]
    assert of_plan(planned) == []


def test_a_plan_without_interviews_lacks_everything():
    found = [lack for lack, _ in of_plan([])]
    assert found == [
        *[Lack.SKILL] * 2,
        *[Lack.COMPONENT] * 2,
        Lack.COMMUNICATION,
        Lack.LEARNING,
    ]


def test_empty_panels_and_criteria_that_nobody_was_given_are_named():
    planned = [Place("inbox", "Reader", ALL), *TWICE]
    found = [
        finding.text for finding in lacks(planned, [Place("final", "Ada", frozenset({"code"}))])
    ]
    assert found == [
        "Nobody sits on the panel of Screen yet.",
        "Nobody on the panel of Final rates “Clear” and “Learns”, which its kits plan.",
    ]
    seated = [Place("screen", "Ada", ALL), Place("final", "Ben", ALL)]
    assert lacks(planned, seated) == []


def test_a_cell_tells_who_plans_and_who_is_seated():
    planned = [*TWICE, Place("screen", "Reader", frozenset({"code"}))]
    line = cover(CRITERIA, STAGES, planned, [Place("screen", "Ada", ALL)])[0]
    inbox, screen, final = line.cells
    assert (inbox.planned, screen.planned, final.planned) == ((), ("Engineer", "Reader"), ("Lead",))
    assert (screen.seated, line.planned, line.seated) == (("Ada",), 3, 1)


def test_every_kind_of_interview_is_held_for_something():
    assert set(HELD_FOR) == set(InterviewKind)


def test_half_of_the_minutes_are_for_the_interview_and_half_for_its_seats():
    sittings = [
        Sitting("coding", 60, ["coding", "coding", "fundamentals"]),
        Sitting("domain", 40, ["domain", "collaboration"]),
    ]
    # 100 minutes. Coding 30 + 20, fundamentals 10; domain 20 + 10, collaboration 10.
    shares = shares_tested(sittings)
    assert shares == pytest.approx(
        {"coding": 0.5, "fundamentals": 0.1, "domain": 0.3, "collaboration": 0.1}
    )


def test_an_interview_without_seats_is_all_for_what_it_is_held_for():
    assert shares_tested([Sitting("coding", 60, [])]) == {"coding": 1.0}
    assert shares_tested([]) == {}


def test_the_distance_is_the_total_variation():
    shares = {"coding": 0.5, "fundamentals": 0.1, "domain": 0.3, "collaboration": 0.1}
    weights = {"coding": 30, "fundamentals": 15, "system_design": 30, "domain": 10}
    weights["collaboration"] = 15
    # (.20 + .05 + .30 + .20 + .05) / 2
    assert distance(shares, weights) == pytest.approx(0.4)
    assert distance({"coding": 1.0}, {"coding": 100}) == 0
    assert distance({"coding": 1.0}, {"domain": 100}) == 1
    assert distance({"coding": 0.5, "domain": 0.5}, {"coding": 1, "domain": 1}) == 0


def test_another_specialization_is_named_from_ten_points_on():
    shares = {"coding": 0.5, "domain": 0.5}
    role = {"coding": 80, "domain": 20}
    assert find_mismatch(shares, role, {"near": {"coding": 71, "domain": 29}}) is None
    found = find_mismatch(shares, role, {"b": {"coding": 69, "domain": 31}, "a": {"coding": 1}})
    assert (found.fits, round(found.distance_of_role, 2), round(found.distance_of_fit, 2)) == (
        "b",
        0.3,
        0.19,
    )


@pytest.mark.parametrize(
    ("shares", "role", "others"),
    [
        ({}, {"coding": 100}, {"a": {"domain": 100}}),
        ({"domain": 1.0}, {}, {"a": {"domain": 100}}),
        ({"domain": 1.0}, {"coding": 0}, {"a": {"domain": 100}}),
        ({"domain": 1.0}, {"coding": 100}, {}),
        ({"domain": 1.0}, {"coding": 100}, {"a": {}}),
    ],
)
def test_without_anything_to_compare_there_is_no_mismatch(shares, role, others):
    assert find_mismatch(shares, role, others) is None


def test_too_much_and_too_little_are_ten_points_away():
    shares = {"coding": 0.6, "domain": 0.4}
    coding, domain, gone = balances(shares, {"coding": 50, "domain": 50}, ["coding", "domain", "x"])
    assert (coding.is_too_much, coding.is_too_little) == (True, False)
    assert (domain.is_too_much, domain.is_too_little) == (False, True)
    assert gone == Balance("x", 0.0, 0.0)
    assert CLEARLY == 0.1


def test_distances_lie_between_nothing_and_one():
    for parts in itertools.product((0, 1, 3), repeat=3):
        if sum(parts):
            shares = {str(place): part / sum(parts) for place, part in enumerate(parts)}
            assert 0 <= distance(shares, {"0": 20, "1": 30, "x": 50}) <= 1


@pytest.mark.parametrize(
    ("text", "is_tool"),
    [
        ("PyTorch", True),
        ("5+ years of Spark and SQL", True),
        ("Knows Python", True),
        ("Expert in R and C++", True),
        ("Hugging Face Transformers", True),
        ("Reasons about Kafka under load", False),
        ("Writes code that others can keep", False),
        ("Experience", False),
        ("Digital", False),
        ("", False),
    ],
)
def test_a_name_that_is_only_a_tool_is_known(text, is_tool):
    assert names_only_tools(text) is is_tool


def test_tools_have_the_year_of_their_first_release():
    assert len(tools()) > 40
    assert tools()["pytorch"] == 2016
    assert all(1950 < year <= 2026 for year in tools().values())
