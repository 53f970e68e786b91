"""Which applications the members of a panel see."""

from django.db.models import Exists, OuterRef, Q

from panels.models import PanelSeat, Scorecard
from pipeline.models import ApplicationState, Stay


def on_panel_of(user) -> Q:
    """The condition on Application that holds where `user` sits on its panel, or has sat.

    A seat for this very candidate counts from the start and after the end, and so does a card.
    The usual panel of a stage sees who is in it or has visited it, while the application runs
    and has no other panel there. The lists name no outer row, so the database reads each once.
    """
    seats = PanelSeat.objects.filter(interviewer=user)
    usual_stages = seats.usual().values("stage")
    other_panel = PanelSeat.objects.filter(
        application=OuterRef("application"), stage=OuterRef("stage")
    )
    visited = Stay.objects.filter(~Exists(other_panel), stage__in=usual_stages)
    replaced_here = PanelSeat.objects.filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    runs = Q(state=ApplicationState.ACTIVE)
    return (
        Q(pk__in=seats.exclude(application=None).values("application"))
        | Q(pk__in=Scorecard.objects.filter(interviewer=user).values("application"))
        | runs & Q(stage__in=usual_stages) & ~Exists(replaced_here)
        | runs & Q(pk__in=visited.values("application"))
    )
