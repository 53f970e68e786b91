"""Editing an entry of the framework: fields that speak documents, and the form around them."""

from collections.abc import Mapping

from django import forms

from pipeline.framework.lists import LISTS
from pipeline.framework.merging import versions_seen


class TextsField(forms.CharField):
    """A list of texts, one on each line."""

    def __init__(self, *, rows=4, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("help_text", "One on each line.")
        super().__init__(**{"required": False, "max_length": 40_000, **kwargs})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        lines = (line.strip() for line in super().to_python(value).splitlines())
        return [line for line in lines if line]


class KeyField(forms.ChoiceField):
    """The key of an entry of another list; `empty` is what none of them is called."""

    def __init__(self, list_name, *, empty=None, **kwargs):
        self.list_name, self.empty = list_name, empty
        super().__init__(**{"required": empty is None, **kwargs})

    def offer(self, chosen=()):
        """Offer the entries in use, and those chosen already."""
        first = [("", "Choose one" if self.empty is None else self.empty)]
        self.choices = [*first, *entries_offered(self.list_name, chosen)]

    def clean(self, value):
        return super().clean(value) or None


class KeysField(forms.MultipleChoiceField):
    """Keys of entries of another list, in their order there."""

    def __init__(self, list_name, **kwargs):
        self.list_name = list_name
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**{"required": False, **kwargs})

    def offer(self, chosen=()):
        self.choices = entries_offered(self.list_name, chosen)


class DayField(forms.DateField):
    """A day, as documents write it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value):
        day = super().clean(value)
        return day and day.isoformat()


class EntryForm(forms.Form):
    """One entry of the list `list_name`. Its fields are called as the document's are.

    What the form does not show (`key`, `origin`, `is_retired`, and whatever else the document
    has) it leaves as it is. `seen` is the version in which the entry was read.
    """

    list_name: str
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data=None, *, document: Mapping | None = None, seen: int | None = None):
        self.present = dict(document or {})
        super().__init__(data, initial={**self.present, "seen": seen})
        for name, field in self.fields.items():
            if hasattr(field, "offer"):
                chosen = self.present.get(name) or ()
                field.offer([chosen] if isinstance(chosen, str) else chosen)

    def document(self) -> dict:
        """Return the entry as it was filled in."""
        filled = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return {**self.present, **filled}

    @classmethod
    def whole(cls, document: Mapping, version: int | None = None) -> dict:
        """Return all that the form edits: the entry, as it is or was in a version of the framework.

        A form that edits entries of other lists with its own adds them here as fields of its own,
        and writes them in `documents`.
        """
        return dict(document)

    def documents(self, key: str) -> dict[str, list[dict]]:
        """Return what to write, by list, where the entry is known by `key`."""
        return {self.list_name: [{**self.document(), "key": key}]}

    def seen_versions(self, key: str) -> dict[tuple[str, str], int]:
        """Return in which versions the entries of `documents` were read, by list and key."""
        seen = self.cleaned_data.get("seen")
        if seen is None:
            return {}
        entry_list = LISTS[self.list_name]
        rows = {row.key: row for row in entry_list.model.objects.filter(key=key)}
        return versions_seen(entry_list, rows, seen)

    def clean(self):
        """Keep lines as documents have them, whatever the browser ends them with."""
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")

    def show_problems(self, problems) -> None:
        """Show what the rules found wrong beside the fields it is about."""
        for problem in problems:
            inner = [step for step in problem.path[2:] if isinstance(step, str)]
            field = inner[0] if inner and inner[0] in self.fields else None
            self.add_error(field, problem.sentence)


def entries_offered(list_name: str, chosen=()) -> list[tuple[str, str]]:
    """Return key and name of the entries in use, and of those `chosen` before (one query)."""
    entry_list = LISTS[list_name]
    rows = entry_list.model.objects.all()
    return [
        (row.key, str(row))
        for row in rows
        if not getattr(row, "is_retired", False) or row.key in chosen
    ]
