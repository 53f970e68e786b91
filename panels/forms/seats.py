"""Seating somebody: who, and what they rate."""

from dataclasses import dataclass

from django import forms

from config.accounts.models import User
from panels.models import MOST_CRITERIA_PER_SEAT
from panels.seats import IllegalSeat, check_criteria, seatable
from pipeline.models import Criterion


@dataclass(frozen=True)
class Offer:
    """Whom and what a form offers, by key: read once for all forms of a page."""

    people: dict[str, User]
    criteria: dict[str, Criterion]


def read_offer() -> Offer:
    """Return who may be seated and the criteria in use (two queries)."""
    return Offer(
        people={str(person.pk): person for person in seatable()},
        criteria={str(row.pk): row for row in Criterion.objects.filter(is_retired=False)},
    )


class SeatForm(forms.Form):
    interviewer = forms.ChoiceField()
    criteria = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label=f"Rates up to {MOST_CRITERIA_PER_SEAT} criteria"
    )

    def __init__(self, *args, stage, offer=None, **kwargs):
        super().__init__(*args, auto_id=f"seat-{stage.pk}-%s", **kwargs)
        self.offer = offer or read_offer()
        people = [(key, person.name) for key, person in self.offer.people.items()]
        self.fields["interviewer"].choices = [("", "Choose somebody"), *people]
        self.fields["criteria"].choices = [
            (key, row.name) for key, row in self.offer.criteria.items()
        ]

    def clean_interviewer(self) -> User:
        return self.offer.people[self.cleaned_data["interviewer"]]

    def clean_criteria(self) -> list[Criterion]:
        criteria = [self.offer.criteria[key] for key in self.cleaned_data["criteria"]]
        try:
            check_criteria(criteria)
        except IllegalSeat as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return criteria
