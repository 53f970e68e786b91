"""What an application waits for, on its page: whose it is, and how long it may take."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from config.accounts.models import User
from pipeline.models import Application
from pipeline.sections import Section
from pipeline.visibility import manages
from pipeline.work_queue.company_calendar import counted_days_of
from pipeline.work_queue.owners import assignable, owners_of
from pipeline.work_queue.segments import Segment, segments_of
from pipeline.work_queue.stage_targets import Pace, read_pace


@dataclass(frozen=True)
class Waiting:
    """`named` is the key of who was given the application by name; blank for nobody.

    `owner` sees to it, whoever named them; `people` are those to whom it can be given.
    """

    application: Application
    segment: Segment
    owner: User | None
    named: str
    people: Sequence[User]
    pace: Pace | None
    is_of_stage: bool


def waiting_section(application: Application, user: User) -> Section | None:
    """Whom it waits for, for who manages it while it is active."""
    if not application.is_active or not manages(user, application):
        return None
    waiting = read_waiting(application, may_assign=user.can("applications.assign"))
    return Section("pipeline/_waiting.html", waiting, order=-10, is_aside=True, is_blind_safe=True)


def read_waiting(application: Application, *, may_assign: bool = True) -> Waiting:
    """Return what an active application waits for; its stage and opening are selected."""
    owners = owners_of([application])
    owner = owners[application.pk]
    return Waiting(
        application=application,
        segment=segments_of([application], owners)[application.pk],
        owner=owner,
        named=str(application.owner_id or ""),
        people=list(assignable(application.opening)) if may_assign else [],
        pace=pace_of(application, connection.tenant),
        is_of_stage=owner is not None and owner.pk == application.stage.owner_id,
    )


def pace_of(application: Application, company) -> Pace | None:
    """Return how long it is in its stage against the target, in the days that count here."""
    return read_pace(
        application.stage,
        application.stage_entered_at,
        now=timezone.now(),
        zone=company.zone,
        calendar=counted_days_of(company),
    )
