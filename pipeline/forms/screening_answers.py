"""The fields in which applicants answer a company's own questions."""

from django import forms

from pipeline.applying.questions import choices_of
from pipeline.forms.candidates import OneLineField
from pipeline.models import ScreeningQuestion
from pipeline.models.screening import AnswerKind

LONGEST_LINE = 300
LONGEST_TEXT = 3000
MOST_IN_SIGHT = 6


def answer_field(question: ScreeningQuestion) -> forms.Field:
    """Return the field that asks `question`: its value is the answer, "" where there is none."""
    common = {"label": question.ask, "required": question.is_required}
    if question.kind == AnswerKind.LINE:
        return OneLineField(max_length=LONGEST_LINE, **common)
    if question.kind == AnswerKind.TEXT:
        rows = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(max_length=LONGEST_TEXT, widget=rows, **common)
    answers = choices_of(question.kind, question.options)
    is_short = len(answers) <= MOST_IN_SIGHT
    choices = [(answer, answer) for answer in answers]
    return forms.ChoiceField(
        choices=choices if is_short else [("", "Choose"), *choices],
        widget=forms.RadioSelect if is_short else forms.Select,
        error_messages={
            "required": "Choose one of the answers.",
            "invalid_choice": "Choose one of the answers.",
        },
        **common,
    )
