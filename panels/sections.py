"""What panels show on the application page."""

from dataclasses import dataclass

from panels.forms.seats import SeatForm
from panels.scorecards import StageCards, cards_for
from panels.seats import Panel, panel_of
from pipeline.models import Application
from pipeline.models.processes import MIDDLE_KINDS
from pipeline.sections import Section


@dataclass(frozen=True)
class ScorecardsSection:
    """Whose cards are in, and what they say to this reader."""

    application: Application
    parts: list[StageCards]


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
    section = ScorecardsSection(application, parts)
    return Section("panels/_scorecards.html", section, order=20)


def panel_section(application, user) -> Section | None:
    """The panel of the present stage, for those who seat panels."""
    if not user.can("panels.seat") or application.stage.kind not in MIDDLE_KINDS:
        return None
    section = own_panel(application, application.stage)
    return Section("panels/_application_panel.html", section, order=20, is_aside=True)


def own_panel(application, stage, form=None, refusal="") -> PanelSection:
    """Return what the fragment of the application's panel in `stage` prints."""
    panel = panel_of(application, stage)
    return PanelSection(application, panel, form or SeatForm(stage=stage), refusal)
