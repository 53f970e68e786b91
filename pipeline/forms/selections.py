"""People that were ticked in a list, and what to do with them."""

from typing import ClassVar

from django import forms

from pipeline.forms.candidates import OneLineField, OpeningField
from pipeline.keys import read_key
from pipeline.models import Candidate, Opening, Pool
from pipeline.people.tags import LONGEST_NAME

MOST_PEOPLE = 200
NOBODY = "Tick at least one person first."


class SelectionForm(forms.Form):
    """The people ticked, as far as `user` may change them; strangers' keys select nobody.

    Nor do those of people who are hidden: the answer would tell whether they have the tag.
    `problems` say by field what to do where it is not filled in as it should be.
    """

    problems: ClassVar[dict[str, str]] = {}

    def __init__(self, data, *, user):
        super().__init__(data)
        self.user = user
        self.people: list[Candidate] = []

    def clean(self):
        texts = self.data.getlist("person")[:MOST_PEOPLE]
        keys = [key for text in texts if (key := read_key(text))]
        people = Candidate.objects.managed_by(self.user).named_for(self.user)
        self.people = list(people.filter(pk__in=keys))
        if not self.people:
            raise forms.ValidationError(NOBODY)
        return super().clean()

    @property
    def problem(self) -> str:
        """The first thing that is wrong, in a sentence."""
        name, errors = next(iter(self.errors.items()))
        return self.problems.get(name) or errors[0]


class TagPeopleForm(SelectionForm):
    name = OneLineField(
        label="Tag",
        max_length=LONGEST_NAME,
        error_messages={"required": "Write the tag to put on them."},
    )


class PoolPeopleForm(SelectionForm):
    pool = forms.ModelChoiceField(Pool.objects.filter(is_retired=False))
    problems: ClassVar = {"pool": "Choose a pool."}


class SourceForm(SelectionForm):
    """Into which opening people of a pool are to be brought."""

    opening = OpeningField(Opening.objects.none())
    problems: ClassVar = {"opening": "Choose an opening."}

    def __init__(self, data, *, user):
        super().__init__(data, user=user)
        self.fields["opening"].queryset = Opening.objects.visible_to(user).running()
