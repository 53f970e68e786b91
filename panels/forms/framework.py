"""Editing kits, probes, signals, backgrounds and calibration examples."""

from django import forms

from panels.forms.framework_rows import (
    ArrangedForm,
    LevelRow,
    LevelsField,
    LinesField,
    OrderedKeysField,
    RowForm,
    RowsField,
    kept_first,
)
from panels.models import MOST_CRITERIA_PER_SEAT, SignalSort
from panels.models.calibration import Verdict
from panels.models.signals import Change
from pipeline.forms.entries import DayField, EntryForm, KeyField, KeysField, TextsField
from pipeline.models.processes import InterviewKind

MOST_SEATS = 8


class ForWhomField(KeysField):
    """The specializations or levels that something is for; the same ones keep their order."""

    def __init__(self, list_name):
        super().__init__(list_name, help_text="None chosen: all of them.")
        self.before = []

    def offer(self, chosen=()):
        self.before = list(chosen)
        super().offer(chosen)

    def clean(self, value):
        keys = super().clean(value)
        return self.before if set(keys) == set(self.before) else keys


class CriteriaField(forms.MultipleChoiceField):
    """One to four criteria, in the order in which they are sent."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**kwargs)

    def offer_in_order(self, offered, chosen):
        self.choices = kept_first(offered, chosen)

    def validate(self, value):
        super().validate(value)
        if len(value) > MOST_CRITERIA_PER_SEAT:
            raise forms.ValidationError(f"Choose at most {MOST_CRITERIA_PER_SEAT} criteria.")


class SeatRow(RowForm):
    """A place at the table."""

    name = forms.CharField(max_length=120, label="Seat")
    criteria = CriteriaField(label="Watches for")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self["criteria"].value() or ()
        self.fields["criteria"].offer_in_order(self.offered, chosen)


class SeatsField(RowsField):
    most = MOST_SEATS

    def __init__(self, name):
        super().__init__(name, SeatRow, offers=("criteria", "criteria"))


class KitForm(ArrangedForm):
    list_name = "kits"

    name = forms.CharField(max_length=120)
    interview = forms.ChoiceField(choices=InterviewKind.choices)
    minutes = forms.IntegerField(min_value=1, max_value=600)
    review_by = DayField()
    specializations = ForWhomField("specializations")
    levels = ForWhomField("levels")
    aim = LinesField()
    opening_words = LinesField(help_text="Said to the candidate.")
    seats = SeatsField("seats")
    questions = OrderedKeysField("questions")
    signals = OrderedKeysField("signals", label="Signals to listen for")
    closing = TextsField(label="To close")


class ProbeForm(EntryForm):
    list_name = "probes"

    ask = LinesField(required=True, max_length=1000, label="What the interviewer says")
    change = forms.ChoiceField(choices=Change.choices, label="What it changes")
    listens_for = LinesField()


class SignalForm(EntryForm):
    list_name = "signals"

    name = forms.CharField(max_length=120)
    sort = forms.ChoiceField(choices=SignalSort.choices, label="Kind")
    shows = LinesField(label="What it looks like")
    must_explain = forms.BooleanField(
        required=False,
        label="A yes needs an explanation",
        help_text="Where it is seen, and the role puts things into production.",
    )


class BackgroundForm(ArrangedForm):
    list_name = "backgrounds"

    name = forms.CharField(max_length=120)
    brings = LinesField()
    usual_gap = LinesField(help_text="What is often missing; its probes ask about it.")
    interviews = forms.MultipleChoiceField(
        choices=InterviewKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The interviews whose kits offer its probes.",
    )
    probes = OrderedKeysField("probes")


class VerdictRow(LevelRow):
    """How an answer is keyed at a level, and why."""

    verdict = forms.ChoiceField(choices=[("", "Not used at this level"), *Verdict.choices])
    why = LinesField(max_length=1000, rows=2)


class CalibrationExampleForm(EntryForm):
    """A document says by level first the verdicts, then why; the form asks for both together."""

    list_name = "calibration_examples"

    criterion = KeyField("criteria")
    question = LinesField(required=True, max_length=1000)
    answer = LinesField(required=True, rows=6)
    keyed = LevelsField("keyed", VerdictRow, required=True, label="Key")

    def __init__(self, data=None, *, document=None, seen=None):
        present = document or {}
        super().__init__(data, document=document, seen=seen)
        verdicts, whys = present.get("verdicts", {}), present.get("why", {})
        self.initial["keyed"] = {
            level: {"verdict": verdicts.get(level, ""), "why": whys.get(level, "")}
            for level in {*verdicts, *whys}
        }

    def document(self) -> dict:
        entry = super().document()
        keyed = entry.pop("keyed")
        why = {level: row["why"] for level, row in keyed.items() if row["why"]}
        return {**entry, "verdicts": {k: row["verdict"] for k, row in keyed.items()}, "why": why}
