"""The editor of an ordered list of stages: of a process, or of an opening's own copy."""

from collections.abc import Iterable

from django import forms

from pipeline.models.processes import (
    MIDDLE_KINDS,
    USUAL_INTERVIEWS,
    Gate,
    InterviewKind,
    StageShape,
)
from pipeline.stage_lists import StageLine

MOST_STAGES = 12
NEW_STAGE = {"kind": MIDDLE_KINDS[0].value, "gate": Gate.NONE.value}


class StageForm(forms.Form):
    """One stage. The kind of a stage that is there already cannot be changed."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in MIDDLE_KINDS])
    name = forms.CharField(max_length=80)
    aim = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    minutes_low = forms.IntegerField(
        label="Minutes from", required=False, min_value=1, max_value=10_000
    )
    minutes_high = forms.IntegerField(
        label="Minutes to", required=False, min_value=1, max_value=10_000
    )
    target_days = forms.IntegerField(required=False, min_value=1, max_value=365)
    gate = forms.ChoiceField(label="Before leaving it", choices=Gate.choices)
    interviews = forms.MultipleChoiceField(
        label="What it holds",
        required=False,
        choices=InterviewKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="None chosen: what is usual for its kind.",
    )

    def clean(self):
        low, high = self.cleaned_data.get("minutes_low"), self.cleaned_data.get("minutes_high")
        if low is not None and high is not None and low > high:
            self.add_error("minutes_high", "This is shorter than where it begins.")

    @property
    def has_row(self) -> bool:
        return bool(self["id"].value())

    @property
    def held(self) -> list[InterviewKind]:
        """What the stage holds as it stands in the editor, saved or not."""
        chosen = self["interviews"].value() or USUAL_INTERVIEWS.get(self["kind"].value(), ())
        return [InterviewKind(kind) for kind in chosen if kind in InterviewKind.values]

    def line(self) -> StageLine:
        return StageLine(**self.cleaned_data)


class VersionForm(forms.Form):
    """The version of an opening that its editor began from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class BaseStageFormSet(forms.BaseFormSet):
    """Stages in the order of their forms."""

    def get_form_kwargs(self, index):
        # Otherwise a stage that was just added could be sent in without a name.
        return {"empty_permitted": False}

    def lines(self) -> list[StageLine]:
        return [form.line() for form in self.forms]

    def targets(self) -> list[int]:
        """Return the target days as they stand in the editor, saved or not."""
        typed = [str(form["target_days"].value() or "").strip() for form in self.forms]
        return [int(days[:4]) for days in typed if days.isascii() and days.isdigit()]


StageFormSet = forms.formset_factory(
    StageForm,
    formset=BaseStageFormSet,
    extra=0,
    min_num=1,
    max_num=MOST_STAGES,
    absolute_max=MOST_STAGES + 8,
    validate_min=True,
    validate_max=True,
)


def stages_shown(stages: Iterable[StageShape]) -> BaseStageFormSet:
    """Return the editor of `stages` as they are saved."""
    fields = StageForm.base_fields
    return StageFormSet(
        initial=[{field: getattr(stage, field) for field in fields} for stage in stages]
    )


def stages_rearranged(data) -> BaseStageFormSet:
    """Return the editor after one of its buttons, unsaved: what is typed so far stays typed.

    `data["change"]` is "add", or "up", "down" or "remove" with the number of a stage: "up 2".
    """
    sent = StageFormSet(data)
    rows = [{name: form[name].data for name in form.fields} for form in sent.forms]
    return StageFormSet(initial=rearranged(rows, data["change"]))


def rearranged(rows: list, change: str, *, new=NEW_STAGE, most=MOST_STAGES) -> list:
    """Return `rows` after `change`; one that makes no sense changes nothing.

    `new` is the row that is added, while there are fewer than `most`.
    """
    verb, _, number = change.partition(" ")
    if verb == "add" and len(rows) < most:
        return [*rows, dict(new)]
    places = [str(place) for place in range(len(rows))]
    if number not in places:
        return rows
    at = int(number)
    before, row, after = rows[:at], rows[at], rows[at + 1 :]
    if verb == "remove":
        return before + after
    if verb == "up" and before:
        return [*before[:-1], row, before[-1], *after]
    if verb == "down" and after:
        return [*before, after[0], row, *after[1:]]
    return rows
