"""The questions of a role intake, and a new opening that may come from one."""

from dataclasses import dataclass, field

from django import forms

from pipeline.forms.openings import OpeningForm
from pipeline.forms.weights import OpeningWeightsForm
from pipeline.intake import Answers, Proposal, asks_guidance
from pipeline.intake_questions import BY_KEY, GUIDANCE
from pipeline.intakes import propose_role
from pipeline.models import Level, Process, Specialization


class IntakeForm(forms.Form):
    """Five questions, and a sixth where the answers call for it."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for key, question in BY_KEY.items():
            self.fields[key] = forms.ChoiceField(
                label=question.ask,
                choices=[(choice.key, choice.label) for choice in question.choices],
                widget=forms.RadioSelect,
            )
        if not asks_guidance(data or self.initial):
            del self.fields[GUIDANCE.key]

    def answers(self) -> Answers:
        return dict(self.cleaned_data)

    @property
    def lacks_guidance(self) -> bool:
        """Nothing is missing but the sixth question, which was not asked before."""
        return set(self.errors) == {GUIDANCE.key} and GUIDANCE.key not in self.data


def answers_in(data) -> dict[str, str]:
    """Return what `data` answers, whether it makes sense or not."""
    return {key: data[key] for key in BY_KEY if data.get(key)}


class NewOpeningForm(OpeningForm):
    """An opening that is not there yet; it says which process it copies."""

    process = forms.ModelChoiceField(
        Process.objects.none(),
        required=False,
        empty_label="The usual one of its specialization",
        help_text="The opening takes a copy, whose stages you can change.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["process"].queryset = Process.objects.order_by("-is_default", "name")

    def opening_fields(self) -> dict:
        return {**super().opening_fields(), "process": self.cleaned_data["process"]}


@dataclass(frozen=True)
class Start:
    """What a new opening begins with: the answers and the proposal of an intake, or nothing."""

    answers: Answers = field(default_factory=dict)
    proposal: Proposal | None = None

    @classmethod
    def of(cls, answers: Answers, sent) -> "Start":
        """Return the start from complete `answers`; `sent` may ask `for` a specialization."""
        try:
            return cls(answers, propose_role(answers, sent.get("for", "")))
        except LookupError:
            return cls()

    def forms(self, request) -> tuple[NewOpeningForm, OpeningWeightsForm | None]:
        """Return the form of the opening and, from an intake, that of its weights.

        There is none of the weights for whoever may not set them.
        """
        data = request.POST if request.method == "POST" else None
        initial = {"clock_days": request.company.clock_days, "currency": "USD"}
        if self.proposal is None:
            return NewOpeningForm(data, initial=initial), None
        proposal = self.proposal
        initial |= {
            "specialization": Specialization.objects.get(key=proposal.specialization.key),
            "level": Level.objects.get(key=proposal.level.key),
        }
        form = NewOpeningForm(data, initial=initial)
        if not request.user.can("openings.weigh"):
            return form, None
        components, dimensions = proposal.component_weights, proposal.dimension_weights
        return form, OpeningWeightsForm(data, components=components, dimensions=dimensions)
