"""Role intake: from five answers to a specialization, a level, weights and a process.

Nothing here reads or writes rows. The tables stand in `pipeline.intake_questions`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from pipeline.intake_questions import (
    ADJUSTED_BY,
    ADJUSTMENTS,
    BY_KEY,
    FULL,
    GUIDANCE,
    LEVELS,
    MOST_POINTS,
    POINTS,
    QUESTIONS,
    TENSIONS,
)

Answers = Mapping[str, str]
"""From the key of a question to the key of a choice."""

NEAR_BY = 3
"""Within as many points of the best, a specialization fits the answers as well."""


@dataclass(frozen=True)
class Offered:
    """Something that may be proposed, by its key; weights are percent by component."""

    key: str
    name: str
    component_weights: Mapping[str, int] | None = None


@dataclass(frozen=True)
class OfferedProcess:
    """A process; the default one belongs to no specialization."""

    key: str
    name: str
    specialization: str = ""


@dataclass(frozen=True)
class Offer:
    """What a company's framework has to propose from."""

    specializations: Sequence[Offered]
    levels: Sequence[Offered]
    components: Mapping[str, str]
    dimension_weights: Mapping[str, int]
    processes: Sequence[OfferedProcess]


@dataclass(frozen=True)
class Proposed:
    key: str
    name: str
    why: str


@dataclass(frozen=True)
class Alternative(Proposed):
    """Another specialization, with its points of `MOST_POINTS`."""

    points: int
    is_near: bool


@dataclass(frozen=True)
class Contradiction:
    title: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """What the answers speak for, each with a sentence why. Weights are percent by key."""

    specialization: Proposed
    points: int
    level: Proposed
    component_weights: Mapping[str, int]
    component_weights_why: str
    dimension_weights: Mapping[str, int]
    dimension_weights_why: str
    process: Proposed | None
    alternatives: list[Alternative]
    contradictions: list[Contradiction]

    def as_document(self) -> dict:
        """Return it as plain JSON, to be kept as it read."""
        return asdict(self)


def is_complete(answers: Answers) -> bool:
    """Say whether each question that applies has one of its answers."""
    asked = [*QUESTIONS, *([GUIDANCE] if asks_guidance(answers) else [])]
    return all(
        answers.get(question.key) in {choice.key for choice in question.choices}
        for question in asked
    )


def asks_guidance(answers: Answers) -> bool:
    """Say whether the scope answered calls for one more question."""
    return answers.get("scope") == "project"


def points_of(answers: Answers, specialization: str) -> int:
    """Return how well the answers go with a specialization: 0 to 13, 0 for one of your own."""
    return sum(by_answer[answers[key]].get(specialization, 0) for key, by_answer in POINTS.items())


def propose(answers: Answers, offer: Offer, specialization: str = "") -> Proposal:
    """Return what complete `answers` propose; or what goes with the `specialization` named.

    Of equals the one counts whose work is built, then the first. Raises LookupError where no
    specialization is in use.
    """
    best = best_of(answers, offer.specializations)
    chosen = next((row for row in offer.specializations if row.key == specialization), best)
    weights, weights_why = weigh(answers, chosen, offer.components)
    return Proposal(
        specialization=Proposed(chosen.key, chosen.name, _why_it(answers, chosen, best)),
        points=points_of(answers, chosen.key),
        level=propose_level(answers, offer.levels),
        component_weights=weights,
        component_weights_why=weights_why,
        dimension_weights=dict(offer.dimension_weights),
        dimension_weights_why="As your framework has them. They are the same for every role.",
        process=_propose_process(chosen, offer.processes),
        alternatives=_alternatives(answers, offer.specializations, chosen, best),
        contradictions=[
            Contradiction(tension.title, tension.text)
            for tension in TENSIONS
            if tension.holds(answers)
        ],
    )


def best_of(answers: Answers, offered: Sequence[Offered]) -> Offered:
    """Return the specialization that the answers speak for most."""
    if not offered:
        raise LookupError("No specialization is in use.")
    built = POINTS["built"][answers["built"]]
    return max(offered, key=lambda row: (points_of(answers, row.key), built.get(row.key, 0)))


def propose_level(answers: Answers, levels: Sequence[Offered]) -> Proposed:
    """Return the level that follows from the scope, with the answers that say so."""
    asked = ["scope", *(["guidance"] if asks_guidance(answers) else [])]
    key = LEVELS[answers[asked[-1]]]
    level = next((row for row in levels if row.key == key), levels[-1])
    return Proposed(
        level.key,
        level.name,
        f"You said {_quote(answers, asked)}. Level follows from the scope of the work, "
        "not from years.",
    )


def weigh(
    answers: Answers, specialization: Offered, components: Mapping[str, str]
) -> tuple[dict[str, int], str]:
    """Return component weights for the role, in percent, and the sentence why.

    They are those of the specialization. At most one component counts more, by an answer that
    does not go without saying there; the heaviest of the others, in the order of `components`,
    gives way.
    """
    weights = dict(specialization.component_weights or {})
    if not weights:
        return {}, f"{specialization.name} has no weights yet. Set them in the framework."
    usual = f"As {specialization.name} has them in your framework"
    for question, answer, raised in ADJUSTMENTS:
        points = POINTS[question][answer].get(specialization.key, FULL)
        others = [key for key in components if key in weights and key != raised]
        if answers[question] != answer or points >= FULL or raised not in weights or not others:
            continue
        lowered = max(others, key=lambda key: weights[key])
        shift = min(ADJUSTED_BY, weights[lowered])
        weights[raised] += shift
        weights[lowered] -= shift
        return weights, (
            f"{usual}, but {_spoken(components, raised)} counts {shift} more and "
            f"{_spoken(components, lowered)} {shift} less: you said {_quote(answers, [question])}."
        )
    return weights, f"{usual}. No answer asks for a change."


def speaks_against(answers: Answers, offered: Sequence[Offered], chosen: str) -> Offered | None:
    """Return the specialization that the answers spoke for clearly more than for `chosen`.

    None where there is none, and where `chosen` is one that the questions do not know.
    """
    known = [row for row in offered if is_known(row.key)]
    if not is_known(chosen) or not is_complete(answers) or not known:
        return None
    best = best_of(answers, known)
    is_clear = points_of(answers, best.key) - points_of(answers, chosen) > NEAR_BY
    return best if is_clear else None


def is_known(specialization: str) -> bool:
    """Say whether the questions know a specialization: those of a company's own they do not."""
    return specialization in POINTS["work"]["invent"]


def _why_it(answers, chosen, best) -> str:
    if chosen != best:
        return (
            f"You chose it. Your answers come nearer to {best.name}: "
            f"{points_of(answers, best.key)} of {MOST_POINTS} points against "
            f"{points_of(answers, chosen.key)}."
        )
    speaking = _in_favour(answers, chosen.key)
    if speaking:
        return f"You said {_quote(answers, speaking)}."
    return "No answer points clearly anywhere; this comes nearest."


def _in_favour(answers, specialization):
    return [
        key
        for key, by_answer in POINTS.items()
        if by_answer[answers[key]].get(specialization, 0) >= FULL
    ]


def _alternatives(answers, offered, chosen, best):
    most = points_of(answers, best.key)
    others = [
        Alternative(
            key=row.key,
            name=row.name,
            why=_for_and_against(answers, row.key),
            points=points_of(answers, row.key),
            is_near=is_known(row.key) and most - points_of(answers, row.key) <= NEAR_BY,
        )
        for row in offered
        if row.key != chosen.key
    ]
    return sorted(others, key=lambda row: -row.points)


def _for_and_against(answers, specialization):
    if not is_known(specialization):
        return "One of your own: the questions do not know it."
    speaking = _in_favour(answers, specialization)
    against = [
        key for key, by_answer in POINTS.items() if not by_answer[answers[key]][specialization]
    ]
    parts = []
    if speaking:
        parts.append(f"For it: {_quote(answers, speaking)}.")
    if against:
        parts.append(f"Against it: {_quote(answers, against)}.")
    return " ".join(parts) or "Nothing speaks clearly for it or against it."


def _propose_process(specialization, processes: Iterable[OfferedProcess]) -> Proposed | None:
    rows = list(processes)
    own = next((row for row in rows if row.specialization == specialization.key), None)
    if own:
        return Proposed(own.key, own.name, f"It is made for {specialization.name}.")
    default = next((row for row in rows if not row.specialization), None)
    if default is None:
        return None
    why = f"{specialization.name} has no process of its own; this is the default."
    return Proposed(default.key, default.name, why)


def _quote(answers, keys) -> str:
    """ "“mostly notebooks” and “new algorithms”"."""
    quoted = [f"“{BY_KEY[key].quoted(answers[key])}”" for key in keys]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _spoken(components, key):
    return components.get(key, key).lower()
