"""The form of the job description desk."""

from django import forms

from pipeline.forms.closing_briefs import LaterField
from pipeline.models import Opening
from pipeline.models.openings import Workplace
from pipeline.opening_postings import LABELS, LONGEST_SECTION, tidy_sections
from pipeline.postings.posting import SectionKind

HELP = {
    SectionKind.PROBLEM: "Who uses the result, what the model works on, and one figure.",
    SectionKind.STACK: "The framework, the cloud and what runs the jobs, as they are today.",
    SectionKind.SENIORITY: "Which decisions are the person’s own, and who takes the others.",
    SectionKind.FIRST_DAY: "What is there on day one, who helps, and what is done after a month.",
    SectionKind.REQUIRED: "Five to seven skills that the first months cannot do without.",
    SectionKind.NICE: "What somebody can learn here as well.",
    SectionKind.PROCESS: "Each stage, how long it takes and when it is, and when you decide.",
    SectionKind.PAY: "Benefits, bonus and equity. The range itself comes from the settings.",
    SectionKind.ACCOMMODATION: "What you can adjust, such as more time or breaks, and whom to ask.",
    SectionKind.ABOUT: "Who you are and what you make, in two or three sentences.",
}
SHORT = (SectionKind.ACCOMMODATION, SectionKind.ABOUT, SectionKind.NICE)
OPTIONAL = (SectionKind.NICE, SectionKind.ABOUT)


def section_fields() -> dict[str, forms.CharField]:
    """Return a field for each kind of section, by its name; all may be left blank."""
    return {
        kind.value: LaterField(
            label=LABELS[kind],
            help_text=HELP[kind],
            required=kind not in OPTIONAL,
            max_length=LONGEST_SECTION,
            widget=forms.Textarea(attrs={"rows": 2 if kind in SHORT else 4}),
        )
        for kind in SectionKind
    }


class PostingForm(forms.Form):
    """The sections of a job description, where the work is done and until when to apply."""

    use_required_attribute = False
    workplace = forms.ChoiceField(choices=[("", "Not said"), *Workplace.choices], required=False)
    closes_on = forms.DateField(
        label="Closing date",
        required=False,
        help_text="Shown to candidates. The opening takes applications until you close it.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, opening: Opening):
        shown = {name: getattr(opening, name) for name in ("workplace", "closes_on", "version")}
        super().__init__(*args, initial=opening.posting | shown)
        self.fields |= section_fields()

    @property
    def section_fields(self) -> list[forms.BoundField]:
        return [self[kind.value] for kind in SectionKind]

    def written(self) -> dict:
        """Return what `edit_opening` takes."""
        sections = {kind.value: self.cleaned_data[kind.value] for kind in SectionKind}
        return {
            "posting": tidy_sections(sections),
            "workplace": self.cleaned_data["workplace"],
            "closes_on": self.cleaned_data["closes_on"],
        }
