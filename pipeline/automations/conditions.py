"""The conditions that the pipeline knows itself: each asks one thing of an application."""

from collections.abc import Iterable

from pipeline.automations.fields import choice_field, days_field, text_field
from pipeline.automations.registry import Condition, Standing
from pipeline.channels import LONGEST_CHANNEL
from pipeline.clock_reading import days_left_of
from pipeline.models import Application, Level, Opening, Specialization, StageKind
from pipeline.models.applications import Origin
from pipeline.people.tags import LONGEST_NAME

ORIGINS = [(origin.value, str(origin.label)) for origin in Origin]


def standing_rows(keys: Iterable) -> dict:
    """Return applications by key with all that conditions ask of (four queries)."""
    rows = Application.objects.select_related("candidate", "opening", "stage", "owner")
    rows = rows.select_related("opening__specialization", "opening__level")
    rows = rows.prefetch_related("candidate__taggings__tag", "candidate__referrals")
    return rows.in_bulk(list(keys))


def _one(field):
    return lambda opening: {"value": field()}


def _named(model):
    return lambda: choice_field("Is", model.objects.values_list("key", "name"))


def _openings():
    rows = Opening.objects.running().order_by("title", "ref")
    return choice_field("Is", [(str(row.pk), f"{row.title} ({row.ref})") for row in rows])


def _tags(standing: Standing, settings):
    wanted = settings["value"].casefold()
    taggings = standing.application.candidate.taggings.all()
    return any(tagging.tag.name.casefold() == wanted for tagging in taggings)


def _clock(standing: Standing, settings):
    left = days_left_of(standing.application, standing.company, now=standing.at)
    return left is not None and left <= settings["value"]


def _referred(standing: Standing, settings):
    application = standing.application
    by_colleague = any(
        referral.application_id in (None, application.pk)
        for referral in application.candidate.referrals.all()
    )
    return (application.origin == Origin.REFERRED or by_colleague) == (settings["value"] == "yes")


PIPELINE_CONDITIONS = [
    Condition(
        "opening",
        "The opening",
        lambda settings, names: f"the opening is {names.opening(settings['value'])}",
        _one(_openings),
        holds=lambda standing, settings: str(standing.application.opening_id) == settings["value"],
    ),
    Condition(
        "specialization",
        "The specialization",
        lambda settings, names: f"the specialization is {names.specialization(settings['value'])}",
        _one(_named(Specialization)),
        holds=lambda standing, settings: (
            standing.application.opening.specialization.key == settings["value"]
        ),
    ),
    Condition(
        "level",
        "The level",
        lambda settings, names: f"the level is {names.level(settings['value'])}",
        _one(_named(Level)),
        holds=lambda standing, settings: (
            standing.application.opening.level.key == settings["value"]
        ),
    ),
    Condition(
        "stage_kind",
        "The kind of stage",
        lambda settings, names: f"the stage is {names.stage(settings['value'])}",
        _one(lambda: choice_field("Is", StageKind.choices)),
        holds=lambda standing, settings: standing.stage.kind == settings["value"],
    ),
    Condition(
        "origin",
        "How they came",
        lambda settings, names: f"they came by “{dict(ORIGINS)[settings['value']]}”",
        _one(lambda: choice_field("Is", ORIGINS)),
        holds=lambda standing, settings: standing.application.origin == settings["value"],
    ),
    Condition(
        "channel",
        "Where they heard of it",
        lambda settings, names: f"they heard of it from “{settings['value']}”",
        _one(lambda: text_field("Is", longest=LONGEST_CHANNEL)),
        holds=lambda standing, settings: (
            standing.application.channel.casefold() == settings["value"].casefold()
        ),
    ),
    Condition(
        "tag",
        "A tag of the candidate",
        lambda settings, names: f"they have the tag “{settings['value']}”",
        _one(lambda: text_field("Is", longest=LONGEST_NAME)),
        holds=_tags,
    ),
    Condition(
        "owner",
        "The owner",
        lambda settings, names: (
            "somebody is named as its owner"
            if settings["value"] == "set"
            else "nobody is named as its owner"
        ),
        _one(lambda: choice_field("Is", [("set", "Named"), ("unset", "Not named")])),
        holds=lambda standing, settings: (
            (standing.application.owner_id is not None) == (settings["value"] == "set")
        ),
    ),
    Condition(
        "clock_left",
        "Days left on the clock",
        lambda settings, names: f"the clock has {settings['value']} days left or fewer",
        _one(lambda: days_field("At most", least=0)),
        holds=_clock,
    ),
    Condition(
        "referred",
        "A referral",
        lambda settings, names: (
            "they were referred" if settings["value"] == "yes" else "nobody referred them"
        ),
        _one(lambda: choice_field("Is", [("yes", "They were referred"), ("no", "Nobody did")])),
        holds=_referred,
    ),
]
