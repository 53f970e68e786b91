"""A kit as it lies on the table: with the anchors of its level, and how its minutes go."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from panels.kits import KitQuestion, LaidKit
from panels.models import Background, Probe, QuestionKind, Signal, SignalSort
from pipeline.models import Anchor, Criterion, Failure

USUAL_MINUTES = {QuestionKind.QUESTION: 10, QuestionKind.BRIEF: 30, QuestionKind.EXERCISE: 25}
SHORTEST_ENDS, SHARE_OF_ENDS = 2, 0.1


@dataclass(frozen=True)
class CriterionReading:
    """A criterion with what each rating looks like at the level, from 1 to 4."""

    criterion: Criterion
    anchors: list[Anchor]


@dataclass(frozen=True)
class SeatReading:
    """A place at the table and what it watches for."""

    name: str
    criteria: list[CriterionReading]


@dataclass(frozen=True)
class Split:
    """How the minutes of a kit go: its two ends, and `asked` questions of `each` minutes."""

    opening: int
    talk: int
    closing: int
    asked: int
    each: int


@dataclass(frozen=True)
class KitReading:
    """A laid kit and all that its page prints.

    `questions` are those of the kit that were chosen, by default all. `background` is the one
    whose `extra_probes` were asked for; nobody is known by it.
    """

    laid: LaidKit
    questions: list[KitQuestion]
    seats: list[SeatReading]
    failures: list[Failure]
    split: Split
    background: Background | None = None
    extra_probes: Sequence[Probe] = ()

    @property
    def listening(self) -> list[Signal]:
        return [row for row in self.laid.signals if row.sort == SignalSort.LISTENING]

    @property
    def red_flags(self) -> list[Signal]:
        return [row for row in self.laid.signals if row.sort == SignalSort.RED_FLAG]

    @property
    def on_paper(self) -> list[Signal]:
        return [row for row in self.laid.signals if row.sort == SignalSort.RESUME]


def read_kits(
    laid: Sequence[LaidKit], background: str = "", asked: Container[str] = ()
) -> list[KitReading]:
    """Return the kits, all of one level, ready to be read (two queries).

    `background` is the key of one whose probes are wanted; one that is unknown adds nothing.
    `asked` are the keys of the questions that are wanted; a kit that has none of them shows all.
    """
    if not laid:
        return []
    anchors = _anchors_of(laid)
    failures = list(Failure.objects.in_use().filter(level=laid[0].level))
    return [_read(kit, anchors, failures, background, asked) for kit in laid]


def split_minutes(minutes: int, questions: Iterable[KitQuestion]) -> Split:
    """Return how `minutes` may go: a tenth for each end, the rest for as many as fit well.

    As many of `questions` are asked as their usual minutes allow, one at least if there is any.
    """
    usual = [USUAL_MINUTES[QuestionKind(row.question.kind)] for row in questions]
    end = min(max(SHORTEST_ENDS, round(minutes * SHARE_OF_ENDS)), minutes // 3)
    talk = minutes - 2 * end
    if not usual:
        return Split(end, talk, end, asked=0, each=0)
    asked = min(len(usual), max(1, round(talk * len(usual) / sum(usual))))
    return Split(end, talk, end, asked, each=talk // asked)


def _read(laid, anchors, failures, background, asked) -> KitReading:
    chosen = [question for question in laid.questions if question.question.key in asked]
    row, probes = next(
        ((row, probes) for row, probes in laid.backgrounds if row.key == background), (None, ())
    )
    return KitReading(
        laid=laid,
        questions=chosen or laid.questions,
        seats=[
            SeatReading(
                seat.name, [CriterionReading(row, anchors[row.pk]) for row in seat.criteria]
            )
            for seat in laid.seats
        ],
        failures=failures,
        split=split_minutes(laid.kit.minutes, chosen or laid.questions),
        background=row,
        extra_probes=probes,
    )


def _anchors_of(laid):
    criteria = {row.pk for kit in laid for row in kit.criteria}
    found = defaultdict(list)
    for anchor in Anchor.objects.filter(criterion__in=criteria, level=laid[0].level):
        found[anchor.criterion_id].append(anchor)
    return found
