"""What is asked of someone who moves an application or ends it."""

from django import forms

from pipeline.models import Reason
from pipeline.models.reasons import ReasonKind

NO_SUCH_STAGE = "This stage is not one of this opening. Reload the page."


class VersionForm(forms.Form):
    """The version that the page showed; a page that does not say is judged by what is now."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class MoveForm(VersionForm):
    """Where to. The stages are those of the application's opening."""

    to = forms.ModelChoiceField(
        queryset=None,
        error_messages={"required": "Say which stage to move to.", "invalid_choice": NO_SUCH_STAGE},
    )

    def __init__(self, *arguments, opening, **keywords):
        super().__init__(*arguments, **keywords)
        self.fields["to"].queryset = opening.stages.all()


class ReinstateForm(VersionForm):
    reason = forms.CharField(
        label="Why", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class CloseForm(VersionForm):
    """A usual reason to count by, and what was so in this case."""

    usual = forms.ModelChoiceField(
        queryset=None, required=False, empty_label=None, widget=forms.RadioSelect
    )
    text = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a sentence: whoever reads this later was not there."},
    )

    def __init__(self, *arguments, kind, **keywords):
        super().__init__(*arguments, **keywords)
        self.fields["usual"].queryset = Reason.objects.filter(kind=kind)
        self.fields["usual"].label = "Usual reason"
        is_rejecting = kind == ReasonKind.REJECT
        self.fields["text"].label = "In your words" if is_rejecting else "In their words"
        self.fields["text"].help_text = "For the team and for later; the candidate does not see it."

    @property
    def reason(self) -> str:
        """The usual reason on a line of its own, where one was picked, then what was written."""
        usual, text = self.cleaned_data["usual"], self.cleaned_data["text"]
        return f"{usual.text}\n{text}" if usual else text
