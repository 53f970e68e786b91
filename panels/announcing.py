"""Telling the rest of the house that a scorecard is in."""

from panels.models import PanelSeat, Scorecard
from pipeline.happenings import announce
from pipeline.locks import lock_application
from pipeline.models import Application, Happening, HappeningKind, StageKind

MEETINGS = (StageKind.SCREEN, StageKind.TECHNICAL, StageKind.FINAL)


def announce_card(card: Scorecard, *, by) -> Happening:
    """Announce that `card` was submitted; `are_all_in` says that it was the last one missing.

    The application's row is taken, so that of two who submit at once the second sees the
    card of the first.
    """
    application = card.application
    lock_application(application)
    here = {"application": application, "stage": card.stage_id}
    cards = Scorecard.objects.submitted().filter(**here)
    seats = PanelSeat.objects.counting_for(application).filter(stage=card.stage_id)
    is_owed = seats.exclude(interviewer__in=cards.values("interviewer")).exists()
    return announce(
        HappeningKind.SCORECARD_SUBMITTED,
        application,
        by=by,
        scorecard=str(card.pk),
        stage=str(card.stage_id),
        are_all_in=not is_owed,
    )


def has_met_us(application: Application) -> bool:
    """Say whether somebody has rated the candidate after a meeting."""
    cards = Scorecard.objects.submitted().filter(application=application.pk)
    return cards.filter(stage__kind__in=MEETINGS).exists()
