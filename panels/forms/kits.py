"""Choosing a kit to read: kind of interview, specialization and level."""

from django import forms

from panels.kits import kits_of
from pipeline.models import Level, Specialization
from pipeline.models.processes import InterviewKind

USUAL_LEVEL = "mid"


class KitChoiceForm(forms.Form):
    """Which kit; what is left out is chosen sensibly. A retired specialization keeps its kits."""

    interview = forms.ChoiceField(choices=InterviewKind.choices)
    specialization = forms.ChoiceField()
    level = forms.ChoiceField()

    def __init__(self, asked):
        self.levels = {row.key: row for row in Level.objects.all()}
        everything = {row.key: row for row in Specialization.objects.all()}
        wanted = asked.get("specialization")
        self.specializations = {
            key: row
            for key, row in everything.items()
            if not row.is_retired or key == wanted or len(everything) == 1
        }
        usual = {
            "interview": InterviewKind.SCREEN.value,
            "specialization": next(iter(self.specializations), ""),
            "level": USUAL_LEVEL if USUAL_LEVEL in self.levels else next(iter(self.levels), ""),
        }
        super().__init__({name: asked.get(name) or default for name, default in usual.items()})
        self.fields["specialization"].choices = _choices(self.specializations)
        self.fields["level"].choices = _choices(self.levels)

    def kits(self) -> list:
        """Return the chosen kit, laid out, in a list; an empty one where there is none."""
        chosen = self.cleaned_data
        return kits_of(
            [InterviewKind(chosen["interview"])],
            self.specializations[chosen["specialization"]],
            self.levels[chosen["level"]],
        )


def _choices(rows):
    return [(key, row.name) for key, row in rows.items()]
