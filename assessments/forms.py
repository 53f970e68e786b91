"""Forms of take-homes."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator

from assessments.briefs import LONGEST_BRIEF, brief_of
from assessments.models import Verdict
from pipeline.forms.moments import MomentField, ZonedForm
from pipeline.models import Task, TaskKind

LONGEST_NOTE = 5000


class BriefForm(ZonedForm):
    """A brief in own words, or in those of one of `tasks`.

    `start_from` is the task to take words from, `task` the one whose words the brief has.
    """

    start_from = forms.ChoiceField(
        required=False, help_text="A task of the framework fills the brief with its words."
    )
    task = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    brief = forms.CharField(
        max_length=LONGEST_BRIEF,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What to do",
        help_text="The task, or where it is described.",
    )
    due_at = MomentField(required=False, label="Due")

    def __init__(self, *args, tasks: Sequence[Task], **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = {task.key: task for task in tasks}
        self.is_started = False
        self.fields["start_from"].choices = _choices(tasks)

    @property
    def task_used(self) -> Task | None:
        return self.tasks.get(self["task"].value())

    def given(self) -> dict:
        """Return what `set_brief` takes."""
        return {name: self.cleaned_data[name] for name in ("brief", "due_at", "task")}

    def started(self, company) -> "BriefForm":
        """Return the form with the words of the task chosen; this one has to be bound.

        Where none is chosen what is written stays, as own words.
        """
        key = self["start_from"].value()
        if key not in {"", *self.tasks}:
            self.is_valid()
            return self
        words = brief_of(self.tasks[key]) if key else self["brief"].value()
        initial = {"start_from": key, "task": key, "brief": words, "due_at": self["due_at"].value()}
        form = BriefForm(
            initial=initial, company=company, tasks=self.tasks.values(), auto_id=self.auto_id
        )
        form.is_started = True
        return form


class HandInForm(ZonedForm):
    link = forms.CharField(
        required=False,
        max_length=200,
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    upload = forms.FileField(required=False, label="File")
    at = MomentField(required=False, is_past=True, label="Handed in", help_text="Blank: now.")

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and urlsplit(link).username is not None:
            raise forms.ValidationError("Leave names and passwords out of the link.")
        return link

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("link") and not given.get("upload"):
            raise forms.ValidationError("Give a link or a file.")
        return given


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 4}), label="Why"
    )


def _choices(tasks):
    kinds = {kind: [] for kind in (TaskKind.TAKE_HOME, TaskKind.ASSESSMENT)}
    for task in tasks:
        kinds[task.kind].append((task.key, task.name))
    named = [(f"{kind.label}s", rows) for kind, rows in kinds.items() if rows]
    return [("", "Our own words"), *named]
