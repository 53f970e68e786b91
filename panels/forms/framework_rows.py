"""Fields for what entries of the framework hold in rows: seats, levels, keys in an order.

Rows are small forms below each other. Their buttons send the whole form as "change", such as
"seats up 2", and get it back rearranged and unsaved; so they work without a script.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms

from pipeline.forms.entries import EntryForm, entries_offered
from pipeline.forms.stages import rearranged


class LinesField(forms.CharField):
    """A text of several lines. Browsers send line breaks in two ways; kept is one."""

    def __init__(self, *, rows=3, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**{"required": False, "max_length": 5000, **kwargs})

    def to_python(self, value):
        return super().to_python(str(value or "").replace("\r\n", "\n").replace("\r", "\n"))


class RowForm(forms.Form):
    """A row. `offered` are choices that its field had to read: once for all rows."""

    def __init__(self, data=None, *, prefix, initial=None, offered=()):
        super().__init__(data, prefix=prefix, initial=initial)
        self.offered = offered

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return not any(self[name].data for name in self.fields)

    def typed(self) -> dict:
        """Return what was sent in, sound or not."""
        return {name: self[name].data for name in self.fields}


class LevelRow(RowForm):
    """A row of a level; it may stay blank, so the browser must not insist on its fields."""

    use_required_attribute = False


class RowsWidget(forms.Widget):
    """The rows of a field called `name`: those at `places`, or whichever were sent in."""

    def __init__(self, row: type[RowForm], places: Sequence[str] | None = None):
        super().__init__()
        self.row, self.places, self.offered = row, places, ()

    def value_from_datadict(self, data, files, name):
        places = self._sent(data, name) if self.places is None else self.places
        return {place: self.bound(data, name, place) for place in places}

    def bound(self, data, name, place) -> RowForm:
        return self.row(data, prefix=f"{name}-{place}", offered=self.offered)

    def shown(self, name, place, value) -> RowForm:
        return self.row(prefix=f"{name}-{place}", initial=value, offered=self.offered)

    def _sent(self, data, name):
        found = (re.fullmatch(rf"{name}-([0-9]{{1,2}})-\w+", key) for key in data)
        return [str(place) for place in sorted({int(match[1]) for match in found if match})]


class RowsField(forms.Field):
    """A list of rows; its value on the page is a list of forms."""

    def __init__(self, name, row, *, offers=None, **kwargs):
        super().__init__(widget=RowsWidget(row), **kwargs)
        self.name, self.offers = name, offers

    def offer(self, chosen=()):
        if self.offers:
            list_name, inner = self.offers
            keys = {key for row in chosen for key in row[inner]}
            self.widget.offered = entries_offered(list_name, keys)

    def prepare_value(self, value):
        if isinstance(value, Mapping):
            return list(value.values())
        return [self.widget.shown(self.name, at, row) for at, row in enumerate(value or ())]

    def typed(self, value) -> list[dict]:
        return [row.typed() for row in value.values()]

    def clean(self, value):
        rows = list(value.values())
        if self.required and not rows:
            raise forms.ValidationError("This needs at least one.")
        if not all(row.is_valid() for row in rows):
            raise forms.ValidationError("See what is marked below.")
        return [row.cleaned_data for row in rows]


class LevelsField(forms.Field):
    """What is said by level; a level of which nothing is said is left out."""

    def __init__(self, name, row, **kwargs):
        super().__init__(widget=RowsWidget(row, places=()), **{"required": False, **kwargs})
        self.name, self.levels = name, {}

    def offer(self, chosen=()):
        self.levels = dict(entries_offered("levels"))
        self.widget.places = list(self.levels)

    def prepare_value(self, value):
        """Return (name of the level, form) for each level."""
        rows = value or {}
        return [(name, self._form(key, rows.get(key))) for key, name in self.levels.items()]

    def _form(self, key, row):
        """A blank row lacks nothing, so it is not shown as one that was sent in."""
        is_form = isinstance(row, RowForm)
        if is_form and not row.is_blank:
            return row
        return self.widget.shown(self.name, key, None if is_form else row)

    def typed(self, value) -> dict:
        return {key: row.typed() for key, row in value.items()}

    def clean(self, value):
        rows = {key: row for key, row in value.items() if not row.is_blank}
        if not all(row.is_valid() for row in rows.values()):
            raise forms.ValidationError("See what is marked below.")
        return {key: row.cleaned_data for key, row in rows.items()}


class PartField(forms.Field):
    """Something with fields of its own, or None where all of them are blank; shown as a form."""

    class Widget(forms.Widget):
        def __init__(self, row):
            super().__init__()
            self.row = row

        def value_from_datadict(self, data, files, name):
            return self.row(data, prefix=name)

    def __init__(self, name, row, **kwargs):
        super().__init__(widget=self.Widget(row), **{"required": False, **kwargs})
        self.name = name

    def prepare_value(self, value):
        is_form = isinstance(value, RowForm)
        return value if is_form else self.widget.row(prefix=self.name, initial=value)

    def typed(self, value) -> dict:
        return value.typed()

    def clean(self, value):
        if value.is_blank:
            return None
        if not value.is_valid():
            raise forms.ValidationError("See what is marked below.")
        return value.cleaned_data


@dataclass(frozen=True)
class Arranged:
    """Keys in their order, each with its name, and those that could be added."""

    chosen: list[tuple[str, str]]
    left: list[tuple[str, str]]


class OrderedKeysField(forms.MultipleChoiceField):
    """Keys of entries of another list, in an order of their own."""

    class Widget(forms.Widget):
        def value_from_datadict(self, data, files, name):
            sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
            return list(dict.fromkeys(key for key in [*sent, data.get(f"{name}-add")] if key))

    widget = Widget

    def __init__(self, list_name, **kwargs):
        self.list_name = list_name
        super().__init__(**{"required": False, **kwargs})

    def offer(self, chosen=()):
        self.choices = entries_offered(self.list_name, chosen)

    def prepare_value(self, value):
        keys, offered = list(value or ()), dict(self.choices)
        left = [(key, name) for key, name in self.choices if key not in keys]
        return Arranged([(key, offered.get(key, key)) for key in keys], left)


class ArrangedForm(EntryForm):
    """The form of an entry whose rows can be rearranged before it is saved."""

    def __init__(self, data=None, *, document=None, seen=None):
        super().__init__(data, document=document, seen=seen)
        if data is not None and data.get("change"):
            self._rearrange(data["change"])

    def _rearrange(self, change):
        """Show what was sent in again, rearranged; nothing is bound, so nothing is judged."""
        sent, files = self.data, self.files
        typed = {
            name: field.widget.value_from_datadict(sent, files, name)
            for name, field in self.fields.items()
        }
        for name, value in typed.items():
            typed[name] = getattr(self.fields[name], "typed", lambda same: same)(value)
        name, _, move = change.partition(" ")
        if isinstance(typed.get(name), list):
            field = self.fields[name]
            most = getattr(field, "most", 0)
            typed[name] = rearranged(typed[name], move, new={}, most=most)
        self.initial, self.data, self.is_bound = typed, {}, False


def kept_first(offered: Sequence[tuple[str, str]], chosen: Sequence[str]):
    """Return choices with the chosen ones first, so that a form sends them in their order."""
    names = dict(offered)
    first = [(key, names[key]) for key in chosen if key in names]
    return [*first, *((key, name) for key, name in offered if key not in chosen)]
