"""Seating somebody: who, and what they rate."""

from dataclasses import dataclass

from django import forms

from config.accounts.models import User
from panels.kits import kit_for
from panels.models import MOST_CRITERIA_PER_SEAT, Kit
from panels.seats import IllegalSeat, check_criteria, seatable
from pipeline.models import Criterion, Opening


@dataclass(frozen=True)
class Offer:
    """Whom and what a form offers, by key: read once for all forms of a page.

    `role` is what the opening hires, as the keys of its specialization and level.
    """

    people: dict[str, User]
    criteria: dict[str, Criterion]
    kits: list[Kit]
    role: tuple[str, str]

    def seats_of(self, stage) -> dict[str, tuple[str, list[Criterion]]]:
        """Return the seats of the kits of `stage`: name and criteria, by a key of their own."""
        known = {row.key: row for row in self.criteria.values()}
        found = (kit_for(kind, *self.role, self.kits) for kind in stage.interview_kinds)
        seats = (
            (f"{kit.key}/{place}", f"{seat['name']} – {kit.get_interview_display()}", seat)
            for kit in found
            if kit
            for place, seat in enumerate(kit.seats)
        )
        named = (
            (key, name, [known[row] for row in seat["criteria"] if row in known])
            for key, name, seat in seats
        )
        return {key: (name, criteria) for key, name, criteria in named if criteria}


def read_offer(opening_id) -> Offer:
    """Return who may be seated, the criteria in use, and the kits (four queries)."""
    roles = Opening.objects.values_list("specialization__key", "level__key")
    return Offer(
        people={str(person.pk): person for person in seatable()},
        criteria={str(row.pk): row for row in Criterion.objects.filter(is_retired=False)},
        kits=list(Kit.objects.in_use()),
        role=roles.get(pk=opening_id),
    )


class SeatForm(forms.Form):
    interviewer = forms.ChoiceField()
    kit_seat = forms.ChoiceField(
        required=False,
        label="A seat of the kit",
        help_text="Brings its criteria, where you tick none below.",
    )
    criteria = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=f"Rates up to {MOST_CRITERIA_PER_SEAT} criteria",
    )

    def __init__(self, *args, stage, offer=None, **kwargs):
        super().__init__(*args, auto_id=f"seat-{stage.pk}-%s", **kwargs)
        self.offer = offer or read_offer(stage.opening_id)
        self.kit_seats = self.offer.seats_of(stage)
        named = [(key, name) for key, (name, _) in self.kit_seats.items()]
        self.fields["kit_seat"].choices = [("", "Choose the criteria yourself"), *named]
        people = [(key, person.name) for key, person in self.offer.people.items()]
        self.fields["interviewer"].choices = [("", "Choose somebody"), *people]
        self.fields["criteria"].choices = [
            (key, row.name) for key, row in self.offer.criteria.items()
        ]

    def clean_interviewer(self) -> User:
        return self.offer.people[self.cleaned_data["interviewer"]]

    def clean_criteria(self) -> list[Criterion]:
        ticked = [self.offer.criteria[key] for key in self.cleaned_data["criteria"]]
        chosen = self.kit_seats.get(self.cleaned_data.get("kit_seat"))
        criteria = ticked or (chosen[1] if chosen else [])
        try:
            check_criteria(criteria)
        except IllegalSeat as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return criteria
