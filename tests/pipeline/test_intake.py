"""From answers to a proposal: every combination, and the reasons given."""

import itertools

import pytest

from pipeline.intake import (
    Offer,
    Offered,
    OfferedProcess,
    asks_guidance,
    best_of,
    is_complete,
    points_of,
    propose,
    speaks_against,
)
from pipeline.intake_questions import (
    BY_KEY,
    GUIDANCE,
    LEVELS,
    MOST_POINTS,
    POINTS,
    QUESTIONS,
    TENSIONS,
    questions_and_answers,
)

WEIGHTS = {
    "infra": (15, 30, 30, 10, 15),
    "applied": (15, 20, 25, 25, 15),
    "genai": (20, 15, 25, 25, 15),
    "research": (30, 20, 10, 30, 10),
}
COMPONENTS = {
    "fundamentals": "Fundamentals",
    "coding": "Coding",
    "system_design": "System design",
    "domain": "Domain conversation",
    "collaboration": "Collaboration",
}
OFFER = Offer(
    specializations=[
        Offered(key, key.title(), dict(zip(COMPONENTS, weights, strict=True)))
        for key, weights in WEIGHTS.items()
    ],
    levels=[Offered(key, key.title()) for key in ("junior", "mid", "senior", "staff")],
    components=COMPONENTS,
    dimension_weights={"technical": 40, "production": 30, "leadership": 20, "innovation": 10},
    processes=[OfferedProcess("1", "Four stages"), OfferedProcess("2", "Systems", "infra")],
)
PRODUCTION = {
    "work": "implement",
    "code": "production",
    "place": "between",
    "scope": "project",
    "guidance": "alone",
    "built": "pipelines",
}
RESEARCH = {
    "work": "invent",
    "code": "notebooks",
    "place": "research",
    "scope": "strategy",
    "built": "algorithms",
}


def every_answer():
    keys = [question.key for question in QUESTIONS]
    for chosen in itertools.product(
        *([choice.key for choice in question.choices] for question in QUESTIONS)
    ):
        answers = dict(zip(keys, chosen, strict=True))
        if asks_guidance(answers):
            for choice in GUIDANCE.choices:
                yield {**answers, GUIDANCE.key: choice.key}
        else:
            yield answers


EVERY_ANSWER = list(every_answer())


def test_there_are_four_hundred_and_thirty_two_ways_to_answer():
    assert len(EVERY_ANSWER) == 3 * 3 * 3 * 4 * (2 + 1 + 1)


def test_every_way_to_answer_yields_a_proposal_with_its_reasons():
    for answers in EVERY_ANSWER:
        proposal = propose(answers, OFFER)
        best = max(points_of(answers, key) for key in WEIGHTS)
        assert proposal.points == best == points_of(answers, proposal.specialization.key)
        assert "You said “" in proposal.specialization.why
        assert "You said “" in proposal.level.why
        assert proposal.level.key == LEVELS[answers.get("guidance") or answers["scope"]]
        assert sum(proposal.component_weights.values()) == 100
        assert proposal.component_weights["coding"] >= 15
        assert proposal.component_weights["collaboration"] >= 10
        assert len(proposal.alternatives) == 3
        assert all(row.why for row in proposal.alternatives)
        assert all(0 <= row.points <= proposal.points for row in proposal.alternatives)


def test_at_most_one_component_counts_more_than_the_specialization_has_it():
    for answers in EVERY_ANSWER:
        proposal = propose(answers, OFFER)
        usual = dict(zip(COMPONENTS, WEIGHTS[proposal.specialization.key], strict=True))
        changed = {
            key: proposal.component_weights[key] - percent
            for key, percent in usual.items()
            if proposal.component_weights[key] != percent
        }
        assert sorted(changed.values()) in ([], [-5, 5])
        assert bool(changed) == ("counts 5 more" in proposal.component_weights_why)


def test_no_specialization_can_reach_more_than_thirteen_points():
    for key in WEIGHTS:
        most = sum(max(row[key] for row in answers.values()) for answers in POINTS.values())
        assert most == MOST_POINTS


def test_the_tables_know_each_answer():
    for question, answers in POINTS.items():
        assert list(answers) == [choice.key for choice in BY_KEY[question].choices]
        assert all(set(row) == set(WEIGHTS) for row in answers.values())
    for tension in TENSIONS:
        for question, answer in tension.when.items():
            assert answer in {choice.key for choice in BY_KEY[question].choices}
        assert any(tension.holds(answers) for answers in EVERY_ANSWER)


def test_reasons_quote_the_answers():
    proposal = propose(PRODUCTION, OFFER)
    assert proposal.specialization.key == "infra"
    assert proposal.specialization.why == (
        "You said “implementing known methods well”, “mostly production code”, "
        "“between product and research” and “pipelines and serving”."
    )
    assert proposal.level.why == (
        "You said “a well-scoped project” and “on their own”. "
        "Level follows from the scope of the work, not from years."
    )


@pytest.mark.parametrize(
    ("scope", "guidance", "level"),
    [
        ("project", "close", "junior"),
        ("project", "alone", "mid"),
        ("part", None, "senior"),
        ("strategy", None, "staff"),
    ],
)
def test_the_level_follows_from_the_scope(scope, guidance, level):
    answers = {**RESEARCH, "scope": scope, **({"guidance": guidance} if guidance else {})}
    assert propose(answers, OFFER).level.key == level


def test_production_code_in_an_applied_role_raises_system_design():
    answers = {**PRODUCTION, "place": "product", "built": "models"}
    proposal = propose(answers, OFFER)
    assert proposal.specialization.key == "applied"
    assert proposal.component_weights["system_design"] == 30
    assert proposal.component_weights["domain"] == 20
    assert "system design counts 5 more and domain conversation 5 less" in (
        proposal.component_weights_why
    )
    assert "“mostly production code”" in proposal.component_weights_why


def test_what_goes_without_saying_changes_no_weight():
    assert propose(PRODUCTION, OFFER).component_weights_why == (
        "As Infra has them in your framework. No answer asks for a change."
    )


def test_a_process_of_its_own_comes_before_the_default():
    assert propose(PRODUCTION, OFFER).process.name == "Systems"
    assert propose(RESEARCH, OFFER).process.name == "Four stages"
    without = Offer(**{**vars(OFFER), "processes": []})
    assert propose(RESEARCH, without).process is None


def test_invention_in_production_close_to_product_is_two_roles():
    answers = {**RESEARCH, "code": "production", "place": "product"}
    assert [row.title for row in propose(answers, OFFER).contradictions] == ["Two roles in one?"]
    assert propose(RESEARCH, OFFER).contradictions == []


def test_another_specialization_is_shown_with_what_speaks_against_it():
    proposal = propose(PRODUCTION, OFFER, "research")
    assert proposal.specialization.key == "research"
    assert proposal.specialization.why.startswith("You chose it. Your answers come nearer to Infra")
    assert proposal.alternatives[0].key == "infra"


def test_how_near_the_others_are_is_told():
    answers = {**PRODUCTION, "place": "product", "built": "llm"}
    near = {row.key: row.is_near for row in propose(answers, OFFER).alternatives}
    assert near == {"applied": False, "infra": False, "research": False}
    between = {**answers, "code": "both", "place": "between", "work": "between", "built": "models"}
    rows = propose(between, OFFER).alternatives
    assert [(row.key, row.points, row.is_near) for row in rows] == [
        ("genai", 8, True),
        ("research", 6, False),
        ("infra", 5, False),
    ]


def test_one_of_your_own_is_offered_but_never_proposed_over_those_known():
    own = Offered("speech", "Speech ML", {"coding": 100})
    offer = Offer(**{**vars(OFFER), "specializations": [own, *OFFER.specializations]})
    for answers in EVERY_ANSWER:
        assert propose(answers, offer).specialization.key != "speech"
    row = next(row for row in propose(RESEARCH, offer).alternatives if row.key == "speech")
    assert (row.why, row.is_near) == ("One of your own: the questions do not know it.", False)


def test_only_ones_of_your_own_still_yield_a_proposal():
    own = Offered("speech", "Speech ML", {"coding": 60, "domain": 40})
    proposal = propose(RESEARCH, Offer(**{**vars(OFFER), "specializations": [own]}))
    assert proposal.specialization.why == "No answer points clearly anywhere; this comes nearest."
    assert proposal.component_weights == {"coding": 60, "domain": 40}


def test_one_without_weights_says_so():
    bare = Offered("infra", "Infra", {})
    proposal = propose(PRODUCTION, Offer(**{**vars(OFFER), "specializations": [bare]}))
    assert proposal.component_weights == {}
    assert "has no weights yet" in proposal.component_weights_why


def test_without_any_specialization_there_is_no_proposal():
    with pytest.raises(LookupError):
        propose(RESEARCH, Offer(**{**vars(OFFER), "specializations": []}))


def test_answers_are_complete_with_the_sixth_only_where_it_is_asked():
    assert is_complete(PRODUCTION)
    assert is_complete(RESEARCH)
    assert not is_complete({**RESEARCH, "scope": "project"})
    assert not is_complete({**RESEARCH, "work": "nonsense"})
    assert not is_complete({})


def test_a_choice_far_from_the_answers_is_named_and_a_near_one_is_not():
    offered = OFFER.specializations
    assert speaks_against(PRODUCTION, offered, "research").key == "infra"
    assert speaks_against(PRODUCTION, offered, "infra") is None
    assert speaks_against(PRODUCTION, offered, "speech") is None
    assert speaks_against({}, offered, "research") is None
    close = {**PRODUCTION, "built": "models"}
    assert best_of(close, offered).key == "applied"
    assert speaks_against(close, offered, "infra") is None


def test_old_answers_are_told_in_the_words_of_today():
    told = questions_and_answers({**RESEARCH, "gone": "x", "built": "no longer there"})
    assert [answer for _, answer in told] == [
        "Invent new methods",
        "Mostly notebooks and experiments",
        "On research problems of their own",
        "Define the strategy",
    ]


def test_a_proposal_is_kept_as_plain_json():
    document = propose(PRODUCTION, OFFER).as_document()
    assert document["specialization"]["name"] == "Infra"
    assert document["alternatives"][0].keys() == {"key", "name", "why", "points", "is_near"}
