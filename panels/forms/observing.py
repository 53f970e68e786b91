"""The part of a scorecard's form that is ticked at the table: signals and reactions to probes.

The names of its fields have dots, which no key of the framework has.
"""

from dataclasses import dataclass

from django import forms

from panels.models import Probe, Question, Reaction, Signal, SignalSort
from panels.observing import LONGEST_NOTE, Observed, Probed, Table

HEADINGS = {
    SignalSort.LISTENING: "Good to hear",
    SignalSort.RED_FLAG: "Red flags",
    SignalSort.RESUME: "On paper",
}
NOT_ASKED = ("", "Not asked")


@dataclass(frozen=True)
class SignalLine:
    """A signal on the page: a tick and its note."""

    signal: Signal
    tick: forms.BoundField
    note: forms.BoundField


@dataclass(frozen=True)
class ProbeLine:
    """A probe on the page, and how it was met."""

    probe: Probe
    reaction: forms.BoundField


@dataclass(frozen=True)
class QuestionLine:
    """A question on the page with its probes; `met` says of how many something is recorded."""

    question: Question
    probes: list[ProbeLine]

    @property
    def met(self) -> int:
        return sum(bool(line.reaction.value()) for line in self.probes)


def observed_fields(table: Table) -> dict[str, forms.Field]:
    """Return the fields for what may be ticked at `table`, by name."""
    fields = {}
    for signal in table.signals:
        fields[_tick(signal.key)] = _tick_field(signal, asks_why=signal in table.to_explain)
        fields[_note(signal.key)] = _note_field(signal)
    for row in table.questions:
        for probe in row.probes:
            fields[_reaction((row.question.key, probe.key))] = _reaction_field(probe)
    return fields


def observed_initial(observed: Observed) -> dict:
    """Return what the fields show for what was ticked before."""
    initial = {}
    for key, note in observed.signals.items():
        initial |= {_tick(key): True, _note(key): note}
    return initial | {_reaction(pair): row for pair, row in observed.reactions.items()}


def observed_in(given: dict, table: Table) -> Observed:
    """Return what was ticked, of cleaned data; a note without its tick is left out."""
    return Observed(
        signals={
            signal.key: given[_note(signal.key)]
            for signal in table.signals
            if given[_tick(signal.key)]
        },
        reactions={pair: given[_reaction(pair)] for pair in table.probed if given[_reaction(pair)]},
    )


def signal_lines(form: forms.Form, table: Table) -> list[tuple[str, list[SignalLine]]]:
    """Return the signals for the page under their headings."""
    lines = {sort: [] for sort in SignalSort}
    for row in table.signals:
        line = SignalLine(row, form[_tick(row.key)], form[_note(row.key)])
        lines[SignalSort(row.sort)].append(line)
    return [(HEADINGS[sort], found) for sort, found in lines.items() if found]


def question_lines(form: forms.Form, table: Table) -> list[QuestionLine]:
    """Return the questions with their probes for the page."""
    return [
        QuestionLine(
            row.question,
            [
                ProbeLine(probe, form[_reaction((row.question.key, probe.key))])
                for probe in row.probes
            ],
        )
        for row in table.questions
    ]


def _tick_field(signal, *, asks_why) -> forms.Field:
    widget = forms.CheckboxInput(attrs={"data-asks-why": True} if asks_why else {})
    return forms.BooleanField(required=False, label=signal.name, widget=widget)


def _note_field(signal) -> forms.Field:
    # The stylesheet shows an untouched note beside its tick only: it asks for the placeholder.
    words = {"placeholder": "What you saw, in a few words", "aria-label": f"Note: {signal.name}"}
    return forms.CharField(
        max_length=LONGEST_NOTE, required=False, widget=forms.TextInput(attrs=words)
    )


def _reaction_field(probe) -> forms.Field:
    return forms.ChoiceField(
        choices=[NOT_ASKED, *Reaction.choices],
        required=False,
        widget=forms.RadioSelect,
        label=probe.ask,
    )


def _tick(key: str) -> str:
    return f"signal.{key}"


def _note(key: str) -> str:
    return f"signal.{key}.note"


def _reaction(pair: Probed) -> str:
    return f"reaction.{'.'.join(pair)}"
