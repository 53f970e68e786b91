"""The coverage of an opening: criteria by stages, what is missing, and what the loop tests."""

from dataclasses import dataclass
from itertools import groupby

from panels.coverage import Finding, Line, Place, Rated, StageName, cover, find_lacks
from panels.loops import held_kits, mismatch_of, say_balances, sittings_of
from panels.mismatch import CLEARLY, Balance, Mismatch, balances, shares_tested
from panels.models import PanelSeat
from pipeline.framework.tools import names_only_tools
from pipeline.models import Component, Criterion, Opening, Skill, Specialization, Stage
from pipeline.models.processes import MIDDLE_KINDS
from pipeline.opening_warnings import loop_of


@dataclass(frozen=True)
class OpeningCoverage:
    """What the page and the API show of an opening."""

    opening: Opening
    stages: list[Stage]
    lines: list[Line]
    findings: list[Finding]
    balances: list[Balance]
    components: dict[str, str]
    skills: dict[str, str]
    mismatch: Mismatch | None
    fits: Specialization | None
    details: tuple[str, ...]

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The lines by the name of their skill, in the order of the skills."""
        places = {key: place for place, key in enumerate(self.skills)}
        ordered = sorted(self.lines, key=lambda line: places[line.criterion.skill])
        grouped = groupby(ordered, key=lambda line: line.criterion.skill)
        return [(self.skills[key], list(lines)) for key, lines in grouped]

    @property
    def balance_rows(self) -> list[tuple[str, Balance]]:
        """Each component by its name, with its share and its weight."""
        return [(self.components[row.component], row) for row in self.balances]

    @property
    def plan_findings(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_of_panels]

    @property
    def panel_findings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_of_panels]

    @property
    def threshold(self) -> int:
        """In points of a hundred."""
        return round(CLEARLY * 100)


def coverage_of(opening: Opening) -> OpeningCoverage:
    """Return the coverage of `opening` (eight queries)."""
    loop = loop_of(opening)
    held = held_kits(loop)
    criteria = list(Criterion.objects.in_use().select_related("skill", "component", "dimension"))
    skills = dict(Skill.objects.values_list("key", "name"))
    components = dict(Component.objects.values_list("key", "name"))
    stages = [StageName(str(row.pk), row.name, row.kind in MIDDLE_KINDS) for row in loop.stages]
    lines = cover([_rated(row) for row in criteria], stages, _planned(held), _seated(opening))
    shares = shares_tested(sittings_of(held, {row.key: row.component.key for row in criteria}))
    mismatch, fits = mismatch_of(loop, shares) or (None, None)
    weights = opening.component_weights
    return OpeningCoverage(
        opening=opening,
        stages=loop.stages,
        lines=lines,
        findings=find_lacks(
            lines,
            stages,
            skills=skills,
            components=components,
            weights=weights,
            dimension_weights=opening.dimension_weights,
        ),
        balances=balances(shares, weights, list(components)),
        components=components,
        skills=skills,
        mismatch=mismatch,
        fits=fits,
        details=say_balances(loop, shares) if mismatch else (),
    )


def _rated(criterion) -> Rated:
    return Rated(
        key=criterion.key,
        name=criterion.name,
        skill=criterion.skill.key,
        component=criterion.component.key,
        dimension=criterion.dimension.key,
        sub_criterion=criterion.sub_criterion,
        asks_for_tool=criterion.is_tool_only or names_only_tools(criterion.name),
    )


def _planned(held) -> list[Place]:
    return [
        Place(str(each.stage.pk), seat["name"], frozenset(seat["criteria"]))
        for each in held
        for seat in each.kit.seats
    ]


def _seated(opening) -> list[Place]:
    seats = PanelSeat.objects.usual().filter(stage__opening=opening)
    return [
        Place(
            str(seat.stage_id),
            seat.interviewer.name,
            frozenset(_keys(seat)),
            person=str(seat.interviewer_id),
        )
        for seat in seats.select_related("interviewer").prefetch_related("criteria")
    ]


def _keys(seat):
    return (criterion.key for criterion in seat.criteria.all())
