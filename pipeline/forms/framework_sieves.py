"""Sieving a list of the framework: by level, specialization, kind and what is due."""

from collections.abc import Mapping

from django import forms

from pipeline.framework.lists import DATED, EntryList
from pipeline.framework.names import Names

REFERENCES = {
    "level": ("shows", "level", "levels"),
    "specialization": ("specialization", "specializations"),
    "skill": ("skill",),
    "dimension": ("dimension",),
    "criterion": ("criterion", "criteria"),
}
"""What a list can be sieved by, and the fields that may name it; the first of them counts."""

LISTS_OF = {
    "level": "levels",
    "specialization": "specializations",
    "skill": "skills",
    "dimension": "dimensions",
    "criterion": "criteria",
}
KINDS = ("kind", "interview", "sort", "change")


class SieveForm(forms.Form):
    """Shows those fields that tell entries of this list apart."""

    def __init__(self, data, *, entry_list: EntryList, names: Names):
        super().__init__(data)
        self.entry_list = entry_list
        self.read = {}
        for name, fields in REFERENCES.items():
            if field := next((field for field in fields if self._names(field, name)), None):
                choices = names[LISTS_OF[name]].items()
                self._offer(name, field, [("", f"Every {name}"), *choices])
        for kind in KINDS:
            if kind in entry_list.fields:
                choices = entry_list.model._meta.get_field(kind).choices
                self._offer(kind, kind, [("", "Every kind"), *choices])
        if DATED in entry_list.fields:
            self.fields["due"] = forms.BooleanField(label="Due for review", required=False)

    def _names(self, field, name):
        paths = (field, f"{field}[]", f"{field}{{}}")
        return any(self.entry_list.references.get(path) == LISTS_OF[name] for path in paths)

    def _offer(self, name, field, choices):
        label = "Kind" if field in KINDS else name.capitalize()
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)
        self.read[name] = field

    def chosen(self) -> dict[str, str]:
        """Return what is asked for; what makes no sense is not."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def lets_through(self, document: Mapping, today) -> bool:
        """Say whether an entry is among those asked for; one for all levels is for each."""
        chosen = self.chosen()
        if chosen.pop("due", False) and not is_overdue(document, today):
            return False
        return all(_is_for(document[self.read[name]], key) for name, key in chosen.items())


def is_overdue(document: Mapping, today) -> bool:
    """Say whether an entry in use was to be looked at again before `today`."""
    day = document.get(DATED)
    return bool(day) and not document.get("is_retired") and day < today.isoformat()


def _is_for(value, key):
    return not value or (key in value if isinstance(value, list | dict) else key == value)
