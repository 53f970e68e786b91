"""The editor of an opening's questions to applicants."""

from django import forms
from django.core.exceptions import ValidationError

from pipeline.applying.questions import (
    LONGEST_ASK,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    QuestionLine,
    check_lawful,
    check_question,
    choices_of,
)
from pipeline.forms.candidates import OneLineField
from pipeline.forms.stages import rearranged
from pipeline.models import ScreeningQuestion
from pipeline.models.screening import AnswerKind

NEW_QUESTION = {"kind": AnswerKind.LINE.value}
MARK = " = "


class QuestionForm(forms.Form):
    """One question. Answers to choose from stand one a line, and so do flags."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    ask = OneLineField(label="Question", max_length=LONGEST_ASK)
    kind = forms.ChoiceField(label="Answered by", choices=AnswerKind.choices)
    options = forms.CharField(
        label="Answers to choose from",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"One a line, 2 to {MOST_OPTIONS}. Only for “One of several”.",
    )
    flags = forms.CharField(
        label="Flagged answers",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line: the answer, an equals sign and the words to flag it with, such as "
        "“No = Needs a permit”. Only for answers that are chosen.",
    )
    is_required = forms.BooleanField(label="An answer is needed", required=False)

    def __init__(self, *args, opening, **kwargs):
        super().__init__(*args, **kwargs)
        self.opening = opening

    def clean(self):
        if self.errors:
            return
        line = self.line()
        try:
            check_question(line)
            check_lawful(line, self.opening)
        except ValidationError as problem:
            for name, sentences in problem.message_dict.items():
                self.add_error(name, sentences)

    def line(self) -> QuestionLine:
        said = self.cleaned_data
        options = tuple(_lines(said["options"])) if said["kind"] == AnswerKind.CHOICE else ()
        return QuestionLine(
            ask=said["ask"],
            kind=said["kind"],
            options=options,
            is_required=said["is_required"],
            flags=_read_flags(said["flags"], choices_of(said["kind"], options)),
            id=said["id"],
        )

    @property
    def shown(self) -> QuestionLine:
        """The question as it stands in the editor, saved or not, for what there is to say of it."""
        options = tuple(_lines(str(self["options"].value() or "")))
        return QuestionLine(ask=str(self["ask"].value() or ""), options=options)


def _lines(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _read_flags(text, answers) -> dict[str, str]:
    """Return the words by answer; a line that names no answer stands as its own key."""
    flags = {}
    for line in _lines(text):
        known = [answer for answer in answers if _names(line, answer)]
        answer = max(known, key=len, default=line.partition("=")[0].strip())
        flags[answer] = line[len(answer) :].strip().removeprefix("=").strip()
    return flags


def _names(line, answer):
    return line.startswith(answer) and line[len(answer) :].lstrip().startswith("=")


class VersionForm(forms.Form):
    """The version of an opening that its editor began from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class BaseQuestionFormSet(forms.BaseFormSet):
    """Questions in the order of their forms."""

    def __init__(self, *args, opening, **kwargs):
        super().__init__(*args, form_kwargs={"opening": opening}, **kwargs)

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "empty_permitted": False}

    def lines(self) -> list[QuestionLine]:
        return [form.line() for form in self.forms]


QuestionFormSet = forms.formset_factory(
    QuestionForm,
    formset=BaseQuestionFormSet,
    extra=0,
    max_num=MOST_QUESTIONS,
    absolute_max=MOST_QUESTIONS + 3,
    validate_max=True,
)


def questions_shown(opening) -> BaseQuestionFormSet:
    """Return the editor of an opening's questions as they are saved."""
    rows = [_row(question) for question in opening.screening_questions.all()]
    return QuestionFormSet(initial=rows, opening=opening)


def _row(question: ScreeningQuestion):
    flags = [f"{answer}{MARK}{words}" for answer, words in question.flags.items()]
    return {
        "id": question.pk,
        "ask": question.ask,
        "kind": question.kind,
        "options": "\n".join(question.options),
        "flags": "\n".join(flags),
        "is_required": question.is_required,
    }


def questions_rearranged(data, opening) -> BaseQuestionFormSet:
    """Return the editor after one of its buttons, unsaved: what is typed so far stays typed."""
    sent = QuestionFormSet(data, opening=opening)
    rows = [{name: form[name].data for name in form.fields} for form in sent.forms]
    rows = rearranged(rows, data["change"], new=NEW_QUESTION, most=MOST_QUESTIONS)
    return QuestionFormSet(initial=rows, opening=opening)
