"""A dry run: when an automation would have acted lately, and on whom. Nothing is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from config.accounts.models import User
from pipeline.automations.conditions import standing_rows
from pipeline.automations.registry import TRIGGERS, Past, Standing
from pipeline.automations.running import say_unmet
from pipeline.models import Application, Automation, Stage

DAYS = 90


@dataclass(frozen=True)
class Tried:
    """One time that it would have acted; `why_not` says where it would not have.

    `application` is None where the reader may not see it.
    """

    at: datetime
    application: Application | None
    why_not: str


@dataclass(frozen=True)
class Trial:
    """All times within the last `days`, the newest first."""

    days: int
    times: list[Tried]

    @property
    def number_acted(self) -> int:
        return sum(not tried.why_not for tried in self.times)

    @property
    def number_left(self) -> int:
        return len(self.times) - self.number_acted

    @property
    def number_of_people(self) -> int:
        return len({t.application.candidate_id for t in self.times if t.application})


def try_out(automation: Automation, user: User, *, days: int = DAYS) -> Trial:
    """Return when `automation`, saved or not, would have acted (a dozen queries at most).

    Conditions are judged by how things stand today, but for the clock and the stage. Of one
    that is replaced in an opening, what happened there is left out.
    """
    trigger, until = TRIGGERS.get(automation.trigger), timezone.now()
    if trigger is None:
        return Trial(days, [])
    past = list(trigger.history(automation.trigger_settings, until - timedelta(days=days), until))
    rows = standing_rows({each.application_id for each in past})
    seen = Application.objects.visible_to(user).filter(pk__in=rows)
    shown = seen.select_related("candidate", "opening").in_bulk()
    stages = Stage.objects.in_bulk({each.stage_id for each in past if each.stage_id})
    spoken_for = _openings_left_out(automation)
    times = []
    for each in past:
        row = rows.get(each.application_id)
        if row is None or not _is_of(automation, row, spoken_for):
            continue
        why_not = say_unmet(_standing(each, row, stages), automation.conditions)
        times.append(Tried(each.at, shown.get(row.pk), why_not))
    return Trial(days, times)


def _standing(each: Past, row, stages) -> Standing:
    stage = stages.get(each.stage_id, row.stage)
    return Standing(row, each.at, stage, connection.tenant)


def _openings_left_out(automation):
    if automation.opening_id or automation._state.adding:
        return frozenset()
    return frozenset(automation.replacements.values_list("opening", flat=True))


def _is_of(automation, row, left_out):
    if automation.opening_id:
        return row.opening_id == automation.opening_id
    return row.opening_id not in left_out
