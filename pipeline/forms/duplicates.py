"""What is asked of someone who merges records, or keeps them apart."""

from django import forms

from pipeline.merging.fields import CHOSEN
from pipeline.merging.merging import MOST_AT_ONCE

FIELD_LABELS = {"name": "Name", "email": "Email", "phone": "Phone", "location": "Lives in"}
TOO_FEW = "Choose at least two records."
TOO_MANY = f"Choose at most {MOST_AT_ONCE} records at once."
NOT_LEADING = "The record that leads is to be among those merged."


class PairForm(forms.Form):
    """Two records of which somebody says something."""

    first = forms.UUIDField()
    second = forms.UUIDField()


class MergeForm(forms.Form):
    """Which of `people` are one person, which record leads, and whose values hold.

    A field is asked for only where two records differ in it; the value of the record that
    usually leads is preselected.
    """

    records = forms.MultipleChoiceField(
        label="Records to merge",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": TOO_FEW},
    )
    lead = forms.ChoiceField(
        label="Which record leads?",
        widget=forms.RadioSelect,
        help_text="Its page stays. The others lead to it and keep what they said.",
    )

    def __init__(self, data=None, *, people):
        self.people = {str(person.pk): person for person in people}
        usual = usual_lead(people)
        super().__init__(data, initial={"records": list(self.people), "lead": str(usual.pk)})
        for name in ("records", "lead"):
            self.fields[name].choices = [(key, _told(one)) for key, one in self.people.items()]
        for name in CHOSEN:
            values = _values(name, [usual, *people])
            if len(values) > 1:
                options = [(key, value) for value, key in values.items()]
                self.fields[name] = forms.ChoiceField(
                    label=FIELD_LABELS[name],
                    choices=options,
                    initial=options[0][0],
                    widget=forms.RadioSelect,
                )

    def clean(self):
        filled = super().clean()
        records, lead = filled.get("records"), filled.get("lead")
        if records and len(records) < 2:
            self.add_error("records", TOO_FEW)
        if records and len(records) > MOST_AT_ONCE:
            self.add_error("records", TOO_MANY)
        if records and lead and lead not in records:
            self.add_error("lead", NOT_LEADING)
        return filled

    @property
    def kept(self):
        return self.people[self.cleaned_data["lead"]]

    @property
    def others(self):
        return [self.people[key] for key in self.cleaned_data["records"] if key != self.kept_key]

    @property
    def kept_key(self) -> str:
        return self.cleaned_data["lead"]

    @property
    def choices(self) -> dict:
        """Whose value holds, by field; a value of a record that is left out is no choice."""
        merged = self.cleaned_data["records"]
        return {
            name: self.people[self.cleaned_data[name]].pk
            for name in CHOSEN
            if self.cleaned_data.get(name) in merged
        }


def usual_lead(people):
    """The record with most applications; of those, the oldest. They come with `seen`."""
    return max(people, key=lambda person: (len(person.seen), -person.pk.int))


def _values(name, people) -> dict[str, str]:
    """The different values of a field, and the key of the first record that has each."""
    values: dict[str, str] = {}
    for person in people:
        if value := getattr(person, name):
            values.setdefault(value, str(person.pk))
    return values


def _told(person) -> str:
    number = len(person.seen)
    count = f"{number} application{'' if number == 1 else 's'}" if number else "no application"
    return f"{person.name}, {count}, since {person.created_at:%-d %b %Y}"
