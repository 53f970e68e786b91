"""Seating panels: the usual one of a stage, and somebody else for one candidate."""

from dataclasses import dataclass

from django.db.models import Q

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.audit import acting
from panels.models import MOST_CRITERIA_PER_SEAT, PanelSeat, Scorecard
from pipeline.models import Application, Criterion, Stage, StageKind
from pipeline.models.processes import MIDDLE_KINDS

SEATED_KINDS = (StageKind.INBOX, *MIDDLE_KINDS)
"""The stages that have a panel: résumés are reviewed in the inbox, and nobody moves by it."""

RATING_ROLES = (Role.INTERVIEWER, Role.RECRUITER, Role.HIRING_LEAD)


class IllegalSeat(Exception):
    """Why this seat cannot be given or taken away, as a sentence."""


@dataclass(frozen=True)
class Panel:
    """Who sits in a stage. `is_own` says that the application has this panel for itself."""

    stage: Stage
    seats: list[PanelSeat]
    is_own: bool = False


def seatable():
    """The people who may sit on a panel, by name."""
    return User.objects.active().holding(*RATING_ROLES).by_name()


def usual_panels(opening) -> list[Panel]:
    """Return the usual panel of each stage of `opening` that has one, in order (three queries)."""
    stages = list(opening.stages.filter(kind__in=SEATED_KINDS))
    seats = PanelSeat.objects.usual().filter(stage__in=stages)
    seated = list(seats.select_related("interviewer").prefetch_related("criteria"))
    return [
        Panel(stage, [seat for seat in seated if seat.stage_id == stage.pk]) for stage in stages
    ]


def panel_of(application, stage=None) -> Panel:
    """Return the panel of `application` in `stage`, by default where it stands (two queries)."""
    stage = stage or application.stage
    counting = PanelSeat.objects.counting_for(application).filter(stage=stage)
    seats = list(counting.select_related("interviewer").prefetch_related("criteria"))
    return Panel(stage, seats, is_own=any(seat.application_id for seat in seats))


def seat(stage, interviewer, criteria, *, by, application=None) -> PanelSeat:
    """Seat `interviewer` in `stage` with `criteria`; one who sits there gets these instead.

    Without `application` it is a seat of the usual panel. Raises IllegalSeat, also where people
    would seat themselves after colleagues' cards were open to them.
    """
    criteria = list(criteria)
    check_criteria(criteria)
    _check_place(stage, interviewer, application)
    with acting(by):
        # Of two who seat at once, the second waits: the criteria of one replace the other's.
        Stage.objects.select_for_update().get(pk=stage.pk)
        if interviewer.pk == by.pk:
            _check_unread(stage, interviewer, application)
        if application is not None:
            _check_own_panel(stage, interviewer, application, by)
        place, _ = PanelSeat.objects.get_or_create(
            stage=stage, application=application, interviewer=interviewer
        )
        place.criteria.set(criteria)
    return place


def unseat(place: PanelSeat, *, by) -> None:
    """Take a seat away; a card submitted from it stays.

    Raises IllegalSeat where somebody would leave a panel to read what waits for their own
    card. A colleague may take them off it: that is a second person's decision.
    """
    with acting(by):
        Stage.objects.select_for_update().get(pk=place.stage_id)
        if place.interviewer_id == by.pk and _has_withheld(by, place.stage, place.application):
            raise IllegalSeat(
                "Colleagues' scorecards wait for yours here. "
                "Submit it, or ask somebody else to take you off this panel."
            )
        place.delete()


def check_criteria(criteria: list[Criterion]) -> None:
    """Raise IllegalSeat unless there are one to four criteria, all of them in use."""
    if not criteria:
        raise IllegalSeat("Choose at least one criterion to rate.")
    if len(criteria) > MOST_CRITERIA_PER_SEAT:
        raise IllegalSeat(
            f"Choose at most {MOST_CRITERIA_PER_SEAT} criteria: one person can watch for no more."
        )
    for criterion in criteria:
        if criterion.is_retired:
            raise IllegalSeat(f"“{criterion}” is no longer in use.")


def _check_place(stage, interviewer, application):
    if stage.kind not in SEATED_KINDS:
        raise IllegalSeat(f"Nobody interviews in {stage.name}.")
    if application is not None and application.opening_id != stage.opening_id:
        raise IllegalSeat(f"{stage.name} is not a stage of this application's opening.")
    if not interviewer.is_active or not set(interviewer.roles) & set(RATING_ROLES):
        raise IllegalSeat(f"{interviewer} does not interview here.")


def has_read_cards(user, stage: Stage, application: Application | None = None) -> bool:
    """Say whether colleagues' cards of `stage` are open to `user` (one query).

    Who has them open already does not seat themselves beside them.
    """
    active = Scorecard.objects.submitted().filter(stage=stage, application__state="active")
    here = active if application is None else active.filter(application=application)
    return here.readable_by(user).exclude(interviewer=user).exists()


def _check_unread(stage, interviewer, application):
    if has_read_cards(interviewer, stage, application):
        raise IllegalSeat(
            f"Colleagues' scorecards of {stage.name} are open to you already. "
            "Ask somebody else to seat you."
        )


def _check_own_panel(stage, interviewer, application, by):
    """A panel of one's own making must not be a way off the usual one."""
    has_own = PanelSeat.objects.filter(stage=stage, application=application).exists()
    leaves_out_oneself = not has_own and interviewer.pk != by.pk
    if leaves_out_oneself and _has_withheld(by, stage, application):
        raise IllegalSeat(
            f"You sit on the usual panel of {stage.name}, and colleagues' scorecards wait for "
            "yours. Submit it first, or ask somebody else to change the panel."
        )


def _has_withheld(user, stage: Stage, application: Application | None) -> bool:
    here = Q(stage=stage) if application is None else Q(stage=stage, application=application)
    return Scorecard.objects.withheld_from(user).filter(here).exists()
