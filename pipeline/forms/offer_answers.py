"""A candidate's answer to their offer."""

from django import forms

from pipeline.forms.offers import LONGEST_WORDS
from pipeline.models import Offer
from pipeline.offering.answering import is_name
from pipeline.offering.reasons import say_reason, usual_reasons

LONGEST_NAME = Offer._meta.get_field("answered_name").max_length


class _AnswerForm(forms.Form):
    use_required_attribute = False
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class AcceptForm(_AnswerForm):
    name = forms.CharField(
        max_length=LONGEST_NAME,
        label="Your full name",
        help_text="Typing it is your signature. It is kept with the time and your network address.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not is_name(name):
            raise forms.ValidationError("Write your name in letters.")
        return name


class RefuseForm(_AnswerForm):
    usual = forms.ChoiceField(
        required=False, label="What was the main reason?", widget=forms.RadioSelect
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="In your own words",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        usual = [(text, text) for text in usual_reasons()]
        self.fields["usual"].choices = [*usual, ("", "Something else")]

    def clean(self):
        given = super().clean()
        reason = say_reason(given.get("usual", ""), given.get("words", ""))
        if not reason and not self.errors:
            self.add_error("words", "Choose a reason, or write a few words.")
        return given | {"reason": reason}
