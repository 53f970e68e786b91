"""Which kit an interview uses, and what it asks of a specialization at a level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panels.models import Background, Kit, Probe, Question, Signal
from pipeline.models import Criterion, Level, Specialization
from pipeline.models.processes import InterviewKind


@dataclass(frozen=True)
class KitSeat:
    """A place at the table and the criteria it covers."""

    name: str
    criteria: list[Criterion]


@dataclass(frozen=True)
class KitQuestion:
    """A question at one level: what strong and weak answers show there, and its probes."""

    question: Question
    strong: str
    weak: str
    probes: list[Probe]

    @property
    def exercise(self) -> dict | None:
        return self.question.exercise


@dataclass(frozen=True)
class LaidKit:
    """A kit laid out for one specialization and level, with all that it names.

    `backgrounds` are those whose probes belong in this kind of interview, with the probes.
    """

    kit: Kit
    specialization: Specialization
    level: Level
    seats: list[KitSeat]
    questions: list[KitQuestion]
    signals: list[Signal]
    backgrounds: list[tuple[Background, list[Probe]]]

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria of all its seats, each once."""
        return list(dict.fromkeys(row for seat in self.seats for row in seat.criteria))


def kit_for(interview: str, specialization: str, level: str, kits: Iterable[Kit]) -> Kit | None:
    """Return the one of `kits` that names kind, specialization and level most exactly.

    A specialization named outweighs a level named; of equals the first counts.
    """
    fitting = [
        kit
        for kit in kits
        if kit.interview == interview
        and (not kit.specializations or specialization in kit.specializations)
        and (not kit.levels or level in kit.levels)
    ]
    return max(fitting, key=lambda kit: (bool(kit.specializations), bool(kit.levels)), default=None)


def kits_of(
    interviews: Sequence[InterviewKind], specialization: Specialization, level: Level
) -> list[LaidKit]:
    """Return the kits of these kinds of interview, laid out, in order (six queries)."""
    kits = list(Kit.objects.in_use())
    chosen = (kit_for(kind, specialization.key, level.key, kits) for kind in interviews)
    return lay_out([kit for kit in chosen if kit], specialization, level)


def kits_of_stage(stage, opening) -> list[LaidKit]:
    """Return the kits of what `stage` of `opening` holds, laid out."""
    return kits_of(stage.interview_kinds, opening.specialization, opening.level)


def lay_out(kits: Sequence[Kit], specialization: Specialization, level: Level) -> list[LaidKit]:
    """Return each kit with its rows; a question that does not fit is left out (five queries)."""
    if not kits:
        return []
    criteria = {row.key: row for row in Criterion.objects.in_use()}
    asked = {key for kit in kits for key in kit.questions}
    questions = {row.key: row for row in Question.objects.in_use().filter(key__in=asked)}
    signals = {row.key: row for row in Signal.objects.in_use()}
    probes = {row.key: row for row in Probe.objects.in_use()}
    backgrounds = list(Background.objects.in_use())
    return [
        LaidKit(
            kit=kit,
            specialization=specialization,
            level=level,
            seats=[
                KitSeat(seat["name"], _present(seat["criteria"], criteria)) for seat in kit.seats
            ],
            questions=[
                _at_level(question, level.key, probes)
                for question in _present(kit.questions, questions)
                if fits(question, specialization.key, level.key)
            ],
            signals=_present(kit.signals, signals),
            backgrounds=[
                (background, _present(background.probes, probes))
                for background in backgrounds
                if kit.interview in background.interviews
            ],
        )
        for kit in kits
    ]


def fits(question: Question, specialization: str, level: str) -> bool:
    """Say whether `question` is asked of this specialization at this level."""
    return (
        level in question.shows
        and (not question.levels or level in question.levels)
        and (not question.specializations or specialization in question.specializations)
    )


def _at_level(question, level, probes) -> KitQuestion:
    shown = question.shows[level]
    return KitQuestion(question, shown["strong"], shown["weak"], _present(question.probes, probes))


def _present(keys, rows):
    return [rows[key] for key in keys if key in rows]
