"""Editing a question: what it shows level by level, and its exercise where it is one."""

from django import forms

from panels.forms.framework import CriteriaField, ForWhomField
from panels.forms.framework_rows import (
    ArrangedForm,
    LevelRow,
    LevelsField,
    LinesField,
    OrderedKeysField,
    PartField,
    RowForm,
)
from panels.models import QuestionKind
from pipeline.forms.entries import DayField, TextsField, entries_offered

LONGEST_CODE = 20_000


class QuestionCriteriaField(CriteriaField):
    """The criteria that a question bears on."""

    def offer(self, chosen=()):
        self.offer_in_order(entries_offered("criteria", chosen), chosen)


class ShownRow(LevelRow):
    """What strong and weak answers show at a level."""

    strong = LinesField(required=True, max_length=2000, rows=4)
    weak = LinesField(required=True, max_length=2000, rows=4)


class CodeField(LinesField):
    """Code, kept to the last blank."""

    def __init__(self, **kwargs):
        super().__init__(
            **{"rows": 10, "max_length": LONGEST_CODE, "strip": False, **kwargs},
        )
        self.widget.attrs |= {"class": "mono", "spellcheck": "false", "wrap": "off"}


class ExerciseRow(RowForm):
    """What is handed out, and what it is judged by."""

    language = forms.CharField(max_length=40, required=False, initial="python")
    given = CodeField(label="What is handed out")
    solution = CodeField(label="Sample solution")
    checks = CodeField(help_text="Asserts that run after the solution.")
    rubric = TextsField()

    @property
    def is_blank(self) -> bool:
        return not any(self[name].data for name in self.fields if name != "language")


class QuestionForm(ArrangedForm):
    list_name = "questions"

    ask = LinesField(required=True, rows=4, label="What the interviewer says")
    why = LinesField(label="What it shows", help_text="For the interviewer.")
    kind = forms.ChoiceField(choices=QuestionKind.choices)
    review_by = DayField()
    criteria = QuestionCriteriaField(help_text="One to four.")
    specializations = ForWhomField("specializations")
    levels = ForWhomField("levels")
    probes = OrderedKeysField("probes")
    shows = LevelsField("shows", ShownRow, required=True, label="What answers show")
    exercise = PartField("exercise", ExerciseRow)
