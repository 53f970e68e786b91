"""The form of a closing brief, and of what is missing of one when its offer goes out."""

from collections.abc import Iterable

from django import forms

from pipeline.closing_briefs import LABELS, LONGEST_PART, stamp_of
from pipeline.forms.offers import OfferVersionForm
from pipeline.models import ClosingBrief

HELP = {
    "problem": "Which problem they work on in the first months, in one or two sentences.",
    "teammates": "Names of the people they work with each day, and what each of them does.",
    "autonomy": "What they decide alone, and what they decide with others.",
    "learning": "How they learn here: from whom, with how much time, on what budget.",
    "growth": "What growth looks like in a year, if it goes well.",
}


class LaterField(forms.CharField):
    """A part that may be written later. An offer needs it, so it is not called optional."""

    def validate(self, value):
        """Take nothing, too."""


def part_fields(parts: Iterable[str], kind=forms.CharField) -> dict[str, forms.CharField]:
    """Return a field of this kind for each of `parts`, by their names."""
    return {
        part: kind(
            label=LABELS[part],
            help_text=HELP[part],
            max_length=LONGEST_PART,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        for part in parts
    }


class ClosingBriefForm(forms.Form):
    """All five parts; where the brief has none yet, `last` suggests it."""

    use_required_attribute = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, brief: ClosingBrief, last: ClosingBrief | None = None):
        shown = suggested(brief, last) | {"seen": stamp_of(brief)}
        super().__init__(*args, initial=shown)
        self.fields |= part_fields(ClosingBrief.PARTS, LaterField)

    def parts(self) -> dict[str, str]:
        """Return what `write_brief` takes."""
        return {part: self.cleaned_data[part] for part in ClosingBrief.PARTS}


class ExtendForm(OfferVersionForm):
    """The version of the offer that the page showed, and what its brief does not say yet."""

    def __init__(self, *args, brief: ClosingBrief, last: ClosingBrief | None = None):
        super().__init__(*args, initial=suggested(brief, last))
        self.missing = brief.missing
        self.fields |= part_fields(self.missing)

    @property
    def part_fields(self) -> list[forms.BoundField]:
        return [self[part] for part in self.missing]

    def clean(self):
        """Return what `extend_offer` takes."""
        given = super().clean()
        parts = {part: given.pop(part) for part in self.missing if part in given}
        return given | {"brief": parts}


def suggested(brief: ClosingBrief, last: ClosingBrief | None) -> dict[str, str]:
    """Return what the brief says, and in the place of what it does not say, what `last` says."""
    return {part: getattr(brief, part) or getattr(last, part, "") for part in ClosingBrief.PARTS}
