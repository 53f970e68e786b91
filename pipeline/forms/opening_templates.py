"""Keeping an opening as a template, and beginning others with one."""

from django import forms

from pipeline.copying.contents import Extent
from pipeline.copying.copies import Plan
from pipeline.models import Level, Specialization


class ExtentForm(forms.Form):
    """How much is taken along besides fields, job description, questions and stages."""

    weights = forms.BooleanField(
        label="Weights", required=False, help_text="What counts how much, as it is here."
    )
    approvers = forms.BooleanField(
        label="Approvers", required=False, help_text="They are asked as soon as an opening begins."
    )
    team = forms.BooleanField(
        label="Hiring team", required=False, help_text="Without it, whoever begins is on it."
    )

    def extent(self) -> Extent:
        return Extent(
            **{name: self.cleaned_data[name] for name in ("weights", "approvers", "team")}
        )


class NameForm(forms.Form):
    name = forms.CharField(max_length=120)


class NewTemplateForm(NameForm, ExtentForm):
    field_order = ["name"]


class CloneForm(ExtentForm):
    title = forms.CharField(max_length=160)
    field_order = ["title"]


class StartForm(forms.Form):
    """What an opening begins with; it asks only for what the plan cannot say."""

    title = forms.CharField(max_length=160)
    specialization = forms.ModelChoiceField(Specialization.objects.none(), empty_label="Choose")
    level = forms.ModelChoiceField(Level.objects.none(), empty_label="Choose")

    def __init__(self, *args, plan: Plan, **kwargs):
        initial = {
            "title": plan.fields.get("title", ""),
            "specialization": plan.specialization,
            "level": plan.level,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["specialization"].queryset = Specialization.objects.in_use()
        self.fields["level"].queryset = Level.objects.all()
