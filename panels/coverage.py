"""Which criteria a role's stages measure, how often, and what is missing.

Pure: values in, values out. A plan measures a criterion once by each pair of a stage and a seat
in it: two seats of one stage are two people, and seats of one name in one stage are one person,
whichever of its interviews they sit in. Panels measure it once by each person: somebody who sits
in two stages is no second opinion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

INDEPENDENT = 2
"""From so many measurements on, no single person's eye decides."""


@dataclass(frozen=True)
class Rated:
    """A criterion, with the keys of where it belongs."""

    key: str
    name: str
    skill: str
    component: str
    dimension: str
    sub_criterion: str = ""
    asks_for_tool: bool = False


@dataclass(frozen=True)
class Place:
    """A seat of a stage, by the stage's key, with the keys of the criteria it rates.

    `person` is the key of who sits there; without one the name of the seat stands for them.
    """

    stage: str
    seat: str
    criteria: frozenset[str]
    person: str = ""


@dataclass(frozen=True)
class StageName:
    """A stage by its key. `has_panel` says that people are seated there for everybody."""

    key: str
    name: str
    has_panel: bool = True


@dataclass(frozen=True)
class Cell:
    """Which seats of a stage rate a criterion: those of its kits, and its usual panel."""

    stage: StageName
    planned: tuple[str, ...]
    seated: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A criterion across the stages, in their order, and who is seated to rate it."""

    criterion: Rated
    cells: tuple[Cell, ...]
    people: frozenset[str]

    @property
    def planned(self) -> int:
        """How many independent measurements the kits plan."""
        return sum(len(cell.planned) for cell in self.cells)

    @property
    def seated(self) -> int:
        """How many the people on the panels make: one each, in however many stages they sit."""
        return len(self.people)


class Lack(StrEnum):
    """What a finding is about."""

    SKILL = "unmeasured_skill"
    ONCE = "measured_once"
    NEVER = "never_measured"
    COMMUNICATION = "no_communication"
    LEARNING = "no_learning"
    TOOL = "tool_only"
    COMPONENT = "no_seat_for_component"
    EMPTY_PANEL = "empty_panel"
    UNSEATED = "planned_but_not_seated"


OF_PANELS = frozenset({Lack.EMPTY_PANEL, Lack.UNSEATED})
"""Findings that people on the panels mend; the others are about the plan."""


@dataclass(frozen=True)
class Finding:
    """What is missing, as a sentence; `criterion` is the key of the one it is about, if any."""

    lack: Lack
    text: str
    criterion: str = ""

    @property
    def is_of_panels(self) -> bool:
        return self.lack in OF_PANELS


def cover(
    criteria: Sequence[Rated],
    stages: Sequence[StageName],
    planned: Iterable[Place],
    seated: Iterable[Place],
) -> list[Line]:
    """Return the matrix: a line for each criterion, with a cell for each stage."""
    seated = list(seated)
    plan, panel = _by_cell(planned), _by_cell(seated)
    return [
        Line(
            row,
            tuple(
                Cell(stage, plan.get((row.key, stage.key), ()), panel.get((row.key, stage.key), ()))
                for stage in stages
            ),
            frozenset(place.person or place.seat for place in seated if row.key in place.criteria),
        )
        for row in criteria
    ]


def find_lacks(
    lines: Sequence[Line],
    stages: Sequence[StageName],
    *,
    skills: Mapping[str, str],
    components: Mapping[str, str],
    weights: Mapping[str, int],
    dimension_weights: Mapping[str, int],
) -> list[Finding]:
    """Return what is missing, as sentences: first of the plan, then of the panels.

    `skills` and `components` are names by key, `weights` percent by component and
    `dimension_weights` by dimension. A plan that measures nothing at all is one finding for each
    skill, and none for what follows from that.
    """
    planned = [line for line in lines if line.planned]
    return [
        *_unmeasured_skills(planned, skills),
        *_components_without_seat(planned, components, weights),
        *_missing_sub_criteria(planned),
        *_never(lines, planned, dimension_weights),
        *(_once(line) for line in planned if line.planned < INDEPENDENT),
        *_tools(lines),
        *_panels(lines, stages),
    ]


def _by_cell(places):
    seats: dict[tuple[str, str], tuple[str, ...]] = {}
    for place in places:
        for key in place.criteria:
            known = seats.get((key, place.stage), ())
            if place.seat not in known:
                seats[key, place.stage] = (*known, place.seat)
    return seats


def _unmeasured_skills(planned, skills):
    measured = {line.criterion.skill for line in planned}
    for key, name in skills.items():
        if key not in measured:
            yield Finding(Lack.SKILL, f"No interview measures the skill “{name}”.")


def _components_without_seat(planned, components, weights):
    rated = {line.criterion.component for line in planned}
    for key, name in components.items():
        if key in rated or not (weights.get(key) or key == "coding"):
            continue
        counts = f"“{name}” counts {weights[key]} %, and" if weights.get(key) else f"“{name}”:"
        exempt = " No role is exempt from writing code." if key == "coding" else ""
        yield Finding(Lack.COMPONENT, f"{counts} no seat rates any of it.{exempt}")


def _missing_sub_criteria(planned):
    found = {line.criterion.sub_criterion for line in planned}
    if "technical_communication" not in found:
        yield Finding(
            Lack.COMMUNICATION,
            "No criterion is about communication. Whoever cannot explain a model to those who "
            "decide makes trouble, however good the model.",
        )
    if "continuous_learning" not in found:
        yield Finding(
            Lack.LEARNING,
            "No criterion is about learning. What somebody knows today is out of date sooner "
            "than the way they learn.",
        )


def _never(lines, planned, dimension_weights):
    """What counts in a dimension and nobody rates, of skills that are measured otherwise."""
    measured = {line.criterion.skill for line in planned}
    names = [
        f"“{line.criterion.name}”"
        for line in lines
        if not line.planned
        and line.criterion.sub_criterion
        and line.criterion.skill in measured
        and dimension_weights.get(line.criterion.dimension)
    ]
    if names:
        yield Finding(Lack.NEVER, f"Not measured at all: {_listed(names)}.")


def _once(line):
    cell = next(cell for cell in line.cells if cell.planned)
    return Finding(
        Lack.ONCE,
        f"“{line.criterion.name}” is measured once only: by {cell.planned[0]} in "
        f"{cell.stage.name}. A second look, by somebody else or in another stage, would make it "
        "independent.",
        line.criterion.key,
    )


def _tools(lines):
    for line in lines:
        if line.criterion.asks_for_tool and (line.planned or line.seated):
            yield Finding(
                Lack.TOOL,
                f"“{line.criterion.name}” only asks for a tool. Rate what somebody does with it: "
                "tools change, and are learnt.",
                line.criterion.key,
            )


def _panels(lines, stages):
    for place, stage in enumerate(stages):
        planned = [line for line in lines if line.cells[place].planned]
        if not stage.has_panel or not planned:
            continue
        if not any(line.cells[place].seated for line in lines):
            yield Finding(Lack.EMPTY_PANEL, f"Nobody sits on the panel of {stage.name} yet.")
            continue
        left_out = [f"“{row.criterion.name}”" for row in planned if not row.cells[place].seated]
        if left_out:
            yield Finding(
                Lack.UNSEATED,
                f"Nobody on the panel of {stage.name} rates {_listed(left_out)}, "
                "which its kits plan.",
            )


def _listed(words):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
