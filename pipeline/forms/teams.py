"""Adding somebody to a hiring team."""

from django import forms

from config.accounts.models import User
from pipeline.models import Opening
from pipeline.teams import addable


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose")

    def __init__(self, *args, opening: Opening, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = addable(opening)
