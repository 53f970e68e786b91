"""What panels show on the application page."""

from collections.abc import Mapping
from dataclasses import dataclass

from panels.forms.seats import SeatForm
from panels.scorecards import StageCards, cards_for
from panels.seats import SEATED_KINDS, Panel, panel_of
from pipeline.composites import Composite, Part, composite
from pipeline.models import Application, Component, Dimension
from pipeline.sections import Section


@dataclass(frozen=True)
class NamedComposite:
    """A composite by the parts of one kind, such as "dimension", with their names by key."""

    kind: str
    composite: Composite
    names: Mapping[str, str]
    n_cards: int

    @property
    def rows(self) -> list[tuple[str, Part]]:
        return [(self.names.get(part.key, part.key), part) for part in self.composite.parts]

    @property
    def left_out(self) -> str:
        return ", ".join(self.names.get(key, key) for key in self.composite.left_out)


@dataclass(frozen=True)
class ScorecardsSection:
    """Whose cards are in, and what they say to this reader.

    `composites` sum up what the reader may read; there are none while cards are withheld.
    """

    application: Application
    parts: list[StageCards]
    composites: list[NamedComposite]


@dataclass(frozen=True)
class KitSection:
    """What the stage asks where the application stands, for whoever sees it."""

    application: Application

    @property
    def interviews(self) -> list[str]:
        return [kind.label for kind in self.application.stage.interview_kinds]


@dataclass(frozen=True)
class PanelSection:
    """Who interviews where the application stands, and the form to seat somebody else."""

    application: Application
    panel: Panel
    form: SeatForm
    refusal: str = ""


def scorecards_section(application, user) -> Section | None:
    """The scorecards, stage by stage, as far as `user` may read them."""
    parts = cards_for(application, user)
    if not parts:
        return None
    section = ScorecardsSection(application, parts, composites_of(parts, application.opening))
    return Section("panels/_scorecards.html", section, order=20, is_blind_safe=True)


def composites_of(parts: list[StageCards], opening) -> list[NamedComposite]:
    """Return the composites of all cards in `parts`, by dimension and by component.

    With the weights that the opening was given when it was opened. Two queries; none, and no
    composite, without cards or while a stage is withheld from the reader.
    """
    readings = [reading for part in parts for reading in part.readings]
    if not readings or any(part.summary.is_withheld for part in parts):
        return []
    ratings = [rating for reading in readings for rating in reading.ratings]
    by_kind = {
        "dimension": (Dimension, opening.dimension_weights),
        "component": (Component, opening.component_weights),
    }
    found = []
    for kind, (model, weights) in by_kind.items():
        names = dict(model.objects.values_list("key", "name"))
        ordered = {key: weights[key] for key in names if key in weights}
        pairs = [(getattr(rating, kind), rating.value) for rating in ratings]
        if summed := composite(pairs, ordered):
            found.append(NamedComposite(kind, summed, names, len(readings)))
    return found


def kit_section(application, user) -> Section | None:
    """The way to the kit of the present stage; an inbox holds the résumé review."""
    section = KitSection(application)
    if not section.interviews:
        return None
    return Section(
        "panels/kits/_application_kit.html", section, order=15, is_aside=True, is_blind_safe=True
    )


def panel_section(application, user) -> Section | None:
    """The panel of the present stage, for those who seat panels."""
    if not user.can("panels.seat") or application.stage.kind not in SEATED_KINDS:
        return None
    section = own_panel(application, application.stage)
    return Section(
        "panels/_application_panel.html", section, order=20, is_aside=True, is_blind_safe=True
    )


def own_panel(application, stage, form=None, refusal="") -> PanelSection:
    """Return what the fragment of the application's panel in `stage` prints."""
    panel = panel_of(application, stage)
    return PanelSection(application, panel, form or SeatForm(stage=stage), refusal)
