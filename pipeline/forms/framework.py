"""The forms of the framework's simpler lists, and what goes with every edit."""

from django import forms

from pipeline.forms.entries import DayField, EntryForm, KeyField, TextsField
from pipeline.keys import free_key
from pipeline.models.guidance import TaskKind

LONGEST = 5000


def prose(rows: int = 3, **kwargs) -> forms.CharField:
    """Return a field for a text of several lines."""
    options = {"max_length": LONGEST, "required": False, **kwargs}
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **options)


class NoteForm(forms.Form):
    """Why something was changed; it stands in the history."""

    note = forms.CharField(
        label="Why this change",
        required=False,
        max_length=200,
        help_text="A few words for the history.",
    )


class LevelForm(EntryForm):
    list_name = "levels"
    name = forms.CharField(max_length=120)
    experience_hint = forms.CharField(
        required=False,
        max_length=120,
        help_text="Shown as a hint. Nobody is filtered by years of experience.",
    )
    depth = prose(2, help_text="How deep an answer goes at this level, in a sentence.")
    expects = TextsField(label="What is expected", rows=6)
    competencies = TextsField(rows=6)


class SkillForm(EntryForm):
    list_name = "skills"
    name = forms.CharField(max_length=120)
    aim = prose(help_text="What the skill is for, in a sentence or two.")
    listens_for = TextsField(label="What to listen for", rows=6)


class ComponentForm(EntryForm):
    list_name = "components"
    name = forms.CharField(max_length=120)
    aim = prose(help_text="What this part of the interviews finds out.")


class DimensionForm(EntryForm):
    """The name of a dimension and of its sub-criteria. Their keys stay; weights have a page."""

    list_name = "dimensions"
    name = forms.CharField(max_length=120)
    more = TextsField(label="Further sub-criteria", rows=2)

    def __init__(self, data=None, *, document=None, seen=None):
        super().__init__(data, document=document, seen=seen)
        rows = self.present.setdefault("sub_criteria", [])
        self.present.setdefault("weight_percent", 0)
        for row in rows:
            self.fields[f"sub-{row['key']}"] = forms.CharField(
                label="Sub-criterion", max_length=120, initial=row["name"]
            )
        self.order_fields(["seen", "name", *(f"sub-{row['key']}" for row in rows), "more"])

    def document(self):
        filled = self.cleaned_data
        rows = [
            {"key": row["key"], "name": filled[f"sub-{row['key']}"]}
            for row in self.present["sub_criteria"]
        ]
        for name in filled["more"]:
            taken = [row["key"] for row in rows]
            key = free_key(name, taken, length=60, otherwise="sub-criterion")
            rows.append({"key": key, "name": name})
        return {**self.present, "name": filled["name"], "sub_criteria": rows}


class FailureForm(EntryForm):
    list_name = "failures"
    name = forms.CharField(max_length=120, help_text="Such as “Avoiding commitment”.")
    level = KeyField("levels")
    shows = TextsField(label="How it shows", rows=5)
    prefer = prose(2, label="What to look for instead")


class TaskForm(EntryForm):
    list_name = "tasks"
    name = forms.CharField(max_length=120)
    kind = forms.ChoiceField(choices=TaskKind.choices)
    level = KeyField("levels", empty="Every level")
    specialization = KeyField("specializations", empty="Every specialization")
    minutes = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=10_000,
        help_text="The time it asks of the candidate.",
    )
    brief = prose(8, required=True, help_text="What the candidate reads.")
    parts = TextsField(rows=5)
    present = TextsField(label="What should be there", rows=5)
    missing = TextsField(label="What is noted when it is missing", rows=4)
    review_by = DayField(help_text="After this day the task is due for another look.")


class FactForm(EntryForm):
    list_name = "facts"
    statement = prose(2, required=True, max_length=1000, help_text="A sentence with the figure.")
    value = forms.FloatField(label="Figure")
    unit = forms.CharField(max_length=40, help_text="Such as “% of postings”.")
    source = forms.CharField(max_length=200, help_text="Who published it.")
    source_title = forms.CharField(label="Title of the source", required=False, max_length=200)
    as_of = DayField(label="As of", required=True)
    sample = forms.IntegerField(
        label="Sample (n)", required=False, min_value=0, max_value=2_000_000_000
    )
    helps = prose(2, label="Where it helps a decision")
    review_by = DayField(help_text="After this day the figure is due for another look.")

    def clean_value(self):
        value = self.cleaned_data["value"]
        return int(value) if value.is_integer() else value
