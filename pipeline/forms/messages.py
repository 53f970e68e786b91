"""Writing a message, and the hour at which it leaves."""

from zoneinfo import ZoneInfo

from django import forms

from pipeline.forms.moments import MomentField
from pipeline.forms.own_templates import known
from pipeline.mailing.writing import LONGEST_TEXT

NOW, LATER = "now", "later"


class MessageForm(forms.Form):
    """`zones` are time zones by whose they are: "ours", and "theirs" where it is another."""

    subject = forms.CharField(max_length=200)
    text = forms.CharField(
        max_length=LONGEST_TEXT,
        label="Message",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Markdown: **bold**, *italic*, - lists, [words](https://…).",
    )
    when = forms.ChoiceField(
        label="It leaves",
        choices=[(NOW, "Now"), (LATER, "Later")],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    at = MomentField(label="Date and time", required=False)
    zone = forms.ChoiceField(label="On whose clock", required=False)

    def __init__(self, *args, zones: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        chosen = zones.get((self.data or self.initial).get("zone", ""), zones["ours"])
        self.fields["at"].zone = ZoneInfo(chosen)
        self.fields["zone"].choices = [
            (whose, f"{'Yours' if whose == 'ours' else 'Theirs'}: {zone}")
            for whose, zone in zones.items()
        ]

    def clean_subject(self):
        return known(self.cleaned_data["subject"])

    def clean_text(self):
        return known(self.cleaned_data["text"])

    def clean(self):
        is_missing = not self.cleaned_data.get("at") and not self.has_error("at")
        if self.cleaned_data.get("when") == LATER and is_missing:
            self.add_error("at", "Say when it leaves.")
        return self.cleaned_data

    @property
    def words(self) -> dict:
        """What the rules take of this form, `due_at` None for now."""
        due_at = self.cleaned_data["at"] if self.cleaned_data["when"] == LATER else None
        return {
            "subject": self.cleaned_data["subject"],
            "text": self.cleaned_data["text"],
            "due_at": due_at,
        }
