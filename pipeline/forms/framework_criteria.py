"""The form of a criterion with its anchors at every level."""

from django import forms

from pipeline.forms.entries import EntryForm, KeyField
from pipeline.forms.framework import prose
from pipeline.framework.anchoring import RATINGS, anchors_of_criterion
from pipeline.framework.lists import LISTS
from pipeline.framework.merging import versions_seen
from pipeline.models import Anchor, Dimension, Level, Origin

RATING_LABELS = {1: "1 – well below", 2: "2 – below", 3: "3 – meets it", 4: "4 – above"}


def field_of(level: str, rating: int) -> str:
    return f"anchor-{level}-{rating}"


class CriterionForm(EntryForm):
    """A criterion and, as fields of its own, what each rating looks like at each level."""

    list_name = "criteria"
    name = forms.CharField(max_length=120)
    looks_for = prose(2, label="What it looks for", help_text="One sentence.")
    skill = KeyField("skills")
    component = KeyField("components", label="Part of the interviews")
    dimension = KeyField("dimensions")
    sub_criterion = forms.ChoiceField(label="Sub-criterion", required=False)
    is_tool_only = forms.BooleanField(
        label="It asks for a tool only",
        required=False,
        help_text="Tick it where it names a tool rather than what is done with it.",
    )

    def __init__(self, data=None, *, document=None, seen=None):
        super().__init__(data, document=document, seen=seen)
        self.levels = list(Level.objects.all())
        self.fields["sub_criterion"].choices = _sub_criteria()
        for level in self.levels:
            for rating in RATINGS:
                label = f"{level.name}, {RATING_LABELS[rating]}"
                self.fields[field_of(level.key, rating)] = prose(4, label=label, max_length=1000)

    @classmethod
    def whole(cls, document, version=None):
        ladder = anchors_of_criterion(document["key"], version)
        anchors = {
            field_of(level, rating): text
            for level, texts in ladder.items()
            for rating, text in texts.items()
        }
        return {**document, **anchors}

    @property
    def ladder(self):
        """Each level with the fields of its four anchors, and what each rating is called."""
        return [
            (
                level,
                [(RATING_LABELS[rating], self[field_of(level.key, rating)]) for rating in RATINGS],
            )
            for level in self.levels
        ]

    def clean(self):
        super().clean()
        for name in self.fields:
            is_anchor = name.startswith("anchor-")
            if is_anchor and self.present.get(name) and not self.cleaned_data.get(name, True):
                self.add_error(name, "Say what this rating looks like; an anchor stays.")

    def documents(self, key):
        own = LISTS["criteria"].fields
        criterion = {name: value for name, value in self.document().items() if name in own}
        rows = _anchor_rows(key)
        anchors = [
            {
                "criterion": key,
                "level": level,
                "rating": rating,
                "text": text,
                "origin": rows[name].origin if (name := f"{key}/{level}/{rating}") in rows else NEW,
            }
            for level, rating, text in self._anchors()
        ]
        return {"criteria": [{**criterion, "key": key}], "anchors": anchors}

    def seen_versions(self, key):
        versions = super().seen_versions(key)
        seen = self.cleaned_data.get("seen")
        if seen is None:
            return versions
        return versions | versions_seen(LISTS["anchors"], _anchor_rows(key), seen)

    def show_problems(self, problems):
        """Those of an anchor beside its field."""
        places = [field_of(level, rating) for level, rating, _ in self._anchors()]
        for problem in problems:
            if problem.path[0] == "anchors" and len(problem.path) > 1:
                self.add_error(places[problem.path[1]], problem.sentence)
            else:
                super().show_problems([problem])

    def _anchors(self):
        return [
            (level.key, rating, text)
            for level in self.levels
            for rating in RATINGS
            if (text := self.cleaned_data.get(field_of(level.key, rating)))
        ]


NEW = Origin.COMPANY.value


def _anchor_rows(key):
    """The anchors of a criterion by what names them (one query)."""
    rows = Anchor.objects.filter(criterion__key=key).select_related("level")
    return {f"{key}/{row.level.key}/{row.rating}": row for row in rows}


def _sub_criteria():
    """The sub-criteria to choose from, under their dimensions."""
    groups = [
        (row.name, [(sub["key"], sub["name"]) for sub in row.sub_criteria])
        for row in Dimension.objects.all()
    ]
    return [("", "None of them"), *groups]
