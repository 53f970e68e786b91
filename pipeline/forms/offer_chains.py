"""Who approves offers: the chain of the company or of one opening."""

from uuid import UUID

from django import forms

from pipeline.offering.chain_writing import MOST_STEPS
from pipeline.offering.chains import Place, approving_roles, people_who_approve

SPARE = 2
NOBODY = "nobody"


def who_choices():
    """Roles and people that may stand in a chain, as choices."""
    roles = [(f"role:{role}", f"Any {role.label.lower()}") for role in approving_roles()]
    people = [(f"person:{person.pk}", person.name) for person in people_who_approve()]
    return [(NOBODY, "Nobody"), ("Whoever holds a role", roles), ("One person", people)]


class StepForm(forms.Form):
    """One step; of the steps those with the lower number are asked first."""

    use_required_attribute = False
    who = forms.ChoiceField(label="Who approves")
    order = forms.IntegerField(label="Order", min_value=1, max_value=99)
    is_for_outside = forms.BooleanField(required=False, label="Only when the offer leaves its band")

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = choices

    def place(self) -> Place | None:
        """Return the step as `write_chain` takes it; None where it names nobody."""
        kind, _, key = self.cleaned_data["who"].partition(":")
        is_for_outside = self.cleaned_data["is_for_outside"]
        if kind == "role":
            return Place(role=key, is_for_outside=is_for_outside)
        if kind == "person":
            return Place(person=UUID(key), is_for_outside=is_for_outside)
        return None


class ChainForm:
    """The steps of a chain and some empty ones, each a StepForm."""

    def __init__(self, data=None, *, steps=()):
        choices = who_choices()
        number = min(len(steps) + SPARE, MOST_STEPS)
        if data is not None:
            number = MOST_STEPS
        self.is_bound = data is not None
        self.steps = [
            StepForm(
                data,
                prefix=f"step{at}",
                choices=choices,
                initial=_shown(steps[at], at) if at < len(steps) else {"order": at + 1},
            )
            for at in range(number)
        ]
        if self.is_bound:
            shown = [step for step in self.steps if step.add_prefix("who") in data]
            self.steps = shown or self.steps[:SPARE]

    def is_valid(self) -> bool:
        faults = [step.errors for step in self.steps]  # each step finds its own
        return self.is_bound and not any(faults)

    def places(self) -> list[Place]:
        """Return the places in their order; of equal numbers the upper row first."""
        ordered = sorted(
            enumerate(self.steps), key=lambda row: (row[1].cleaned_data["order"], row[0])
        )
        return [place for _, step in ordered if (place := step.place())]


def _shown(step, at):
    who = f"person:{step.person_id}" if step.person_id else f"role:{step.role}"
    return {"who": who, "order": at + 1, "is_for_outside": step.is_for_outside}
