"""What an interviewer ticks at the table: signals seen, and how probes were met.

None of it counts in any number. Which background somebody comes from is never recorded, and
neither are the probes that belong to one.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field

from django.db.models import Q

from panels.kits import kits_of_stage
from panels.models import (
    Probe,
    ProbeReaction,
    Question,
    Reaction,
    Recommendation,
    Scorecard,
    SeenSignal,
    Signal,
    SignalSort,
)
from panels.wordings import wordings_of

LONGEST_NOTE = 500
YES = (Recommendation.YES, Recommendation.STRONG_YES)
READ = {
    "signals": ("name", "sort", "shows", "must_explain"),
    "questions": ("ask",),
    "probes": ("ask",),
}
"""What is read of an entry at the table, by list."""

Probed = tuple[str, str]
"""The keys of a question and of the probe that followed it."""


@dataclass(frozen=True)
class Observed:
    """What was ticked: the note of each signal by its key, and how each probe was met."""

    signals: Mapping[str, str] = field(default_factory=dict)
    reactions: Mapping[Probed, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ProbedQuestion:
    """A question of the stage's kits with the probes that may follow it."""

    question: Question
    probes: list[Probe]


@dataclass(frozen=True)
class Table:
    """What may be ticked in a stage: the signals and the probes of its kits.

    `is_shipping` says that the role puts things into production.
    """

    signals: list[Signal]
    questions: list[ProbedQuestion]
    is_shipping: bool

    @property
    def to_explain(self) -> list[Signal]:
        """The signals beside which a yes needs its reason."""
        return [row for row in self.signals if row.must_explain and self.is_shipping]

    @property
    def probed(self) -> set[Probed]:
        return {(row.question.key, probe.key) for row in self.questions for probe in row.probes}


def table_of(stage, opening, kept: Observed, version: int = 0) -> Table:
    """Return what may be ticked in `stage` of `opening` (six queries).

    Without signals of its kits it has every one to listen for and every red flag. What a card
    has kept stays on it, even where it has been taken out of use since (up to three more).
    All of it reads as `version` of the framework had it (one more); without one, as it now does.
    """
    kits = kits_of_stage(stage, opening)
    signals = {row.key: row for kit in kits for row in kit.signals} or _usual_signals()
    questions = {row.question.key: row for kit in kits for row in kit.questions}
    probed = {key: ProbedQuestion(row.question, row.probes) for key, row in questions.items()}
    signals |= _rows(Signal, set(kept.signals) - set(signals))
    _add_kept(probed, kept)
    rows, asked = list(signals.values()), [row for row in probed.values() if row.probes]
    if version:
        rows, asked = _worded(rows, asked, version)
    return Table(sorted(rows, key=_by_sort), asked, is_shipping=opening.specialization.ships)


def objection_to(observed: Observed, kept: Observed, stage, opening) -> str | None:
    """Say what a card of this stage that holds `kept` cannot hold; None where all is well.

    No query unless something new is ticked.
    """
    if any(len(note) > LONGEST_NOTE for note in observed.signals.values()):
        return f"The note of a signal has at most {LONGEST_NOTE} characters."
    if not set(observed.reactions.values()) <= set(Reaction.values):
        return "A probe is adapted to, or needs help, a restart, or ends in collapse."
    signals = set(observed.signals) - set(kept.signals)
    probed = set(observed.reactions) - set(kept.reactions)
    if not signals and not probed:
        return None
    table = table_of(stage, opening, kept)
    if not signals <= {signal.key for signal in table.signals}:
        return "Tick only signals that belong to this stage."
    if not probed <= table.probed:
        return "Record only probes that belong to the questions of this stage."
    return None


def to_explain(observed: Observed, recommendation: str, opening, version: int) -> list[str]:
    """Name the signals that ask why a yes stands, for a role that ships (three queries).

    What they are called, and whether they ask, is as `version` of the framework had it.
    """
    if recommendation not in YES or not observed.signals or not opening.specialization.ships:
        return []
    seen, _ = _worded(Signal.objects.filter(key__in=observed.signals), [], version)
    return [signal.name for signal in seen if signal.must_explain]


def observed_on(card: Scorecard | None) -> Observed:
    """Return what is ticked on `card` (two queries); on no card, nothing."""
    if card is None:
        return Observed()
    return Observed(
        signals={row.signal: row.note for row in card.seen_signals.all()},
        reactions={(row.question, row.probe): row.reaction for row in card.reactions.all()},
    )


def write_observed(card: Scorecard, kept: Observed, wanted: Observed) -> None:
    """Bring what is ticked on `card` from `kept` to `wanted`; write what changed, no more."""
    card.seen_signals.filter(signal__in=set(kept.signals) - set(wanted.signals)).delete()
    SeenSignal.objects.bulk_create(
        [
            SeenSignal(scorecard=card, signal=key, note=note)
            for key, note in wanted.signals.items()
            if kept.signals.get(key) != note
        ],
        update_conflicts=True,
        unique_fields=["scorecard", "signal"],
        update_fields=["note"],
    )
    _write_reactions(card, kept.reactions, wanted.reactions)


def _write_reactions(card, kept, wanted):
    gone = Q(pk__in=[])
    for question, probe in set(kept) - set(wanted):
        gone |= Q(question=question, probe=probe)
    card.reactions.filter(gone).delete()
    ProbeReaction.objects.bulk_create(
        [
            ProbeReaction(scorecard=card, question=question, probe=probe, reaction=reaction)
            for (question, probe), reaction in wanted.items()
            if kept.get((question, probe)) != reaction
        ],
        update_conflicts=True,
        unique_fields=["scorecard", "question", "probe"],
        update_fields=["reaction"],
    )


def _usual_signals():
    sorts = [SignalSort.LISTENING, SignalSort.RED_FLAG]
    return {row.key: row for row in Signal.objects.in_use().filter(sort__in=sorts)}


def _rows(model, keys):
    return {row.key: row for row in model.objects.filter(key__in=keys)} if keys else {}


def _add_kept(questions: dict[str, ProbedQuestion], kept: Observed) -> None:
    """Put back the questions and probes of `kept` that the kits ask no longer."""
    offered = {(key, probe.key) for key, row in questions.items() for probe in row.probes}
    missing = [pair for pair in kept.reactions if pair not in offered]
    asked = _rows(Question, {question for question, _ in missing} - set(questions))
    probes = _rows(Probe, {probe for _, probe in missing})
    for question, probe in missing:
        if question in asked:
            questions.setdefault(question, ProbedQuestion(asked[question], []))
        if question in questions and probe in probes:
            row = questions[question]
            questions[question] = ProbedQuestion(row.question, [*row.probes, probes[probe]])


def _worded(signals, questions: list[ProbedQuestion], version):
    """Return copies of both that read as `version` of the framework had them (one query)."""
    signals = list(signals)
    wordings = wordings_of(
        {
            "signals": {row.key for row in signals},
            "questions": {row.question.key for row in questions},
            "probes": {probe.key for row in questions for probe in row.probes},
        }
    )

    def worded(name, row):
        return _as_of(row, READ[name], wordings.at(version, name, row.key))

    return [worded("signals", row) for row in signals], [
        ProbedQuestion(
            worded("questions", row.question), [worded("probes", probe) for probe in row.probes]
        )
        for row in questions
    ]


def _as_of(row, fields, document):
    worded = copy(row)
    for name in fields:
        setattr(worded, name, document.get(name, getattr(row, name)))
    return worded


def _by_sort(signal):
    return SignalSort.values.index(signal.sort)
