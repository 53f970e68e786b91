"""The form of an escalation rule."""

from django import forms

from pipeline.models import Opening
from pipeline.models.clock_rules import EscalationTo
from pipeline.work_queue.escalations import ESCALATIONS, FARTHEST_SPARE, LONGEST_NAME


class EscalationForm(forms.Form):
    """A rule of the company, where `is_for_company` allows it, or of one of `openings`."""

    name = forms.CharField(max_length=LONGEST_NAME)
    opening = forms.ModelChoiceField(Opening.objects.none(), label="For")
    measure = forms.ChoiceField(label="When")
    spare_days = forms.IntegerField(
        label="Days to spare",
        min_value=-FARTHEST_SPARE,
        max_value=FARTHEST_SPARE,
        initial=0,
        help_text="More of them speak earlier; fewer than 0, later.",
    )
    to = forms.ChoiceField(label="Tell", choices=EscalationTo.choices)

    def __init__(self, *args, openings, is_for_company: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["opening"]
        field.queryset, field.required = openings, not is_for_company
        field.empty_label = "Every opening" if is_for_company else "Choose an opening"
        self.fields["measure"].choices = [(each.name, each.label) for each in ESCALATIONS]
