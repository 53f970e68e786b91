"""A deadline by hand."""

from django import forms

from pipeline.automations.deadlines import LONGEST_WHAT
from pipeline.forms.moments import MomentField, ZonedForm


class DeadlineForm(ZonedForm):
    what = forms.CharField(label="What is due", max_length=LONGEST_WHAT)
    due_at = MomentField(label="By when")
    is_for_candidate = forms.BooleanField(required=False, label="The candidate is to do it")
