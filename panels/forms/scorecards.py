"""The form of a scorecard: anchors to choose from, notes, and an overall view.

Notes have numbered places. The first ones stand below the criteria, one each, and bear on
that criterion at least; those that follow bear on whichever are marked. A place keeps its
number from one save to the next, so that what a browser kept of a lost page finds it again.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from django import forms

from panels.filling import LONGEST_TEXT, MOST_NOTES, TOO_LONG, WORDS, Filling, Note
from panels.forms.observing import (
    QuestionLine,
    SignalLine,
    observed_fields,
    observed_in,
    observed_initial,
    question_lines,
    signal_lines,
)
from panels.models import Recommendation
from panels.observing import Table
from pipeline.models import Criterion

NOTE = re.compile(r"note-(\d{1,2})")
ANCHORLESS = {
    1: "Far from what this level asks.",
    2: "Not quite what this level asks.",
    3: "What this level asks.",
    4: "Clearly more than this level asks.",
}


@dataclass(frozen=True)
class CriterionBlock:
    """A criterion on the page: its rating with anchors, its note, and what else that shows."""

    criterion: Criterion
    rating: forms.BoundField
    anchors: list[tuple[forms.BoundField, int, str]]
    note: forms.BoundField
    also: forms.BoundField


@dataclass(frozen=True)
class NoteBlock:
    """A further note and the criteria that it bears on."""

    number: int
    note: forms.BoundField
    criteria: forms.BoundField


class ScorecardForm(forms.Form):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    framework_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    recommendation = forms.ChoiceField(
        choices=Recommendation.choices,
        widget=forms.RadioSelect,
        required=False,
        label="Overall recommendation",
    )
    summary = forms.CharField(
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Summary",
        error_messages={"max_length": TOO_LONG["summary"]},
        help_text="What the debrief should know first.",
    )
    explanation = forms.CharField(
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": " "}),
        label="Why the yes stands",
        error_messages={"max_length": TOO_LONG["explanation"]},
    )

    def __init__(
        self, data=None, *, criteria, table: Table, filling=None, version=0, framework_version=0
    ):
        self.criteria = list(criteria)
        self.table = table
        initial = self._initial(filling) if filling else {}
        initial |= {"version": version, "framework_version": framework_version}
        super().__init__(data, initial=initial)
        self.places = self._count_places(data, initial)
        for criterion in self.criteria:
            self.fields[f"rating-{criterion.pk}"] = _rating_field(criterion)
        for place in range(self.places):
            self.fields[f"note-{place}"] = _note_field()
            self.fields[f"note-{place}-criteria"] = self._criteria_field(place)
        self.fields |= observed_fields(table)

    def filling(self) -> Filling:
        """Return what was entered; notes without words are left out."""
        given = self.cleaned_data
        ratings = {row.pk: given[f"rating-{row.pk}"] for row in self.criteria}
        notes = [self._note(place) for place in range(self.places)]
        return Filling(
            ratings={key: value for key, value in ratings.items() if value is not None},
            notes=tuple(note for note in notes if note.text),
            recommendation=given["recommendation"],
            summary=_plain_lines(given["summary"]),
            explanation=_plain_lines(given["explanation"]),
            observed=observed_in(given, self.table),
        )

    def blocks(self, anchors: dict[tuple[UUID, int], str]) -> list[CriterionBlock]:
        """Return the criteria for the page; `anchors` by criterion and rating."""
        blocks = []
        for place, criterion in enumerate(self.criteria):
            rating = self[f"rating-{criterion.pk}"]
            options = [
                (option, value, anchors.get((criterion.pk, value), ANCHORLESS[value]))
                for value, option in enumerate(rating, start=1)
            ]
            also = self[f"note-{place}-criteria"]
            blocks.append(CriterionBlock(criterion, rating, options, self[f"note-{place}"], also))
        return blocks

    def signals(self) -> list[tuple[str, list[SignalLine]]]:
        return signal_lines(self, self.table)

    def questions(self) -> list[QuestionLine]:
        return question_lines(self, self.table)

    def further_notes(self) -> list[NoteBlock]:
        return [
            NoteBlock(
                place - len(self.criteria) + 1,
                self[f"note-{place}"],
                self[f"note-{place}-criteria"],
            )
            for place in range(len(self.criteria), self.places)
        ]

    def _note(self, place) -> Note:
        chosen = set(self.cleaned_data[f"note-{place}-criteria"])
        if place < len(self.criteria):
            chosen.add(self.criteria[place].pk)
        text = _plain_lines(self.cleaned_data[f"note-{place}"])
        return Note(place, text, frozenset(chosen))

    def _initial(self, filling: Filling) -> dict:
        initial = {name: getattr(filling, name) for name in WORDS}
        initial |= observed_initial(filling.observed)
        for key, value in filling.ratings.items():
            initial[f"rating-{key}"] = value
        for place, note in self._placed(filling.notes):
            initial[f"note-{place}"] = note.text
            initial[f"note-{place}-criteria"] = list(note.criteria)
        return initial

    def _placed(self, notes):
        """Keep each note where it was, unless the criterion above it is not one it bears on."""
        further = max([len(self.criteria), *(note.position + 1 for note in notes)])
        for note in notes:
            place = note.position
            if place < len(self.criteria) and self.criteria[place].pk not in note.criteria:
                place, further = further, further + 1
            yield place, note

    def _count_places(self, data, initial) -> int:
        """One place below each criterion, those in use, and a spare one while there is room."""
        given = (data if data is not None else initial).items()
        used = [int(match[1]) for name, text in given if text and (match := NOTE.fullmatch(name))]
        return min(max([len(self.criteria), *(place + 1 for place in used)]) + 1, MOST_NOTES)

    def _criteria_field(self, place):
        own = self.criteria[place] if place < len(self.criteria) else None
        return forms.TypedMultipleChoiceField(
            choices=[(row.pk, row.name) for row in self.criteria if row != own],
            coerce=UUID,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


def _rating_field(criterion):
    return forms.TypedChoiceField(
        choices=[(value, str(value)) for value in (1, 2, 3, 4)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        label=criterion.name,
    )


def _note_field():
    textarea = forms.Textarea(attrs={"rows": 2})
    too_long = {"max_length": TOO_LONG["evidence"]}
    return forms.CharField(
        max_length=LONGEST_TEXT, required=False, widget=textarea, error_messages=too_long
    )


def _plain_lines(text: str) -> str:
    """Browsers send line breaks in two ways; kept is one, so that equal texts are equal."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
