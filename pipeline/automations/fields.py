"""The form fields by which triggers, conditions and actions are told what they need."""

from django import forms

from config.accounts.models import User
from pipeline.emails import INDISPENSABLE
from pipeline.models import EmailTemplate, Opening, StageKind

LONGEST_DAYS = 90
OF_SYSTEM = {*INDISPENSABLE, "approval_asked", "offer", "rejection", "take_home"}
"""Templates that only what they are made for can fill in."""


def stage_field(opening: Opening | None) -> forms.ChoiceField:
    """A kind of stage; or, for one opening, one of its stages."""
    kinds = [(kind.value, str(kind.label)) for kind in StageKind]
    choices: list = kinds
    if opening is not None:
        stages = [(str(stage.pk), stage.name) for stage in opening.stages.all()]
        choices = [("Stages of this opening", stages), ("Any stage of a kind", kinds)]
    return forms.ChoiceField(label="Stage", choices=choices)


def days_field(label: str = "Days", *, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=LONGEST_DAYS)


def template_field() -> forms.ChoiceField:
    """A mail that any application can be written: the company's own ones."""
    templates = EmailTemplate.objects.exclude(key__in=OF_SYSTEM).order_by("name")
    return forms.ChoiceField(label="Mail", choices=list(templates.values_list("key", "name")))


def people(*roles: str) -> list[tuple[str, str]]:
    found = User.objects.active().holding(*roles).by_name()
    return [(str(key), name) for key, name in found.values_list("pk", "name")]


def text_field(label: str, *, longest: int, rows: int = 0, **options) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, widget=widget, **options)


def choice_field(label: str, choices, **options) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices), **options)
