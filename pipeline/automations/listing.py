"""Automations as pages list them: each with its sentence and what it did lately."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from config.accounts.models import User
from pipeline.automations.names import Names
from pipeline.automations.registry import ACTIONS
from pipeline.automations.sentences import say_automation
from pipeline.models import Application, Automation, AutomationRun, Opening
from pipeline.models.automations import RunState

LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One automation. `here` is what stands for it in the opening that is looked at."""

    automation: Automation
    sentence: str
    done: int
    failed: int
    here: "Line | None" = None


@dataclass(frozen=True)
class LoggedRun:
    """One run; `application` is None where the reader may not see it."""

    run: AutomationRun
    application: Application | None

    @property
    def words(self) -> list[str]:
        return [step["words"] for step in self.run.did]

    @property
    def actions(self) -> list[tuple[str, str, str]]:
        """What was tried, its outcome, and in words."""
        return [
            (getattr(ACTIONS.get(step["action"]), "label", ""), step["outcome"], step["words"])
            for step in self.run.did
        ]


def read_lines(rows: QuerySet[Automation], company) -> list[Line]:
    """Return `rows` with their sentences (seven queries at most)."""
    since = timezone.now() - LATELY
    lately = Q(runs__created_at__gt=since)
    counted = rows.annotate(
        done=Count("runs", lately & Q(runs__state=RunState.DONE)),
        failed=Count("runs", lately & Q(runs__state=RunState.FAILED)),
    )
    names = Names(company)
    return [
        Line(row, say_automation(row, names), row.done, row.failed)
        for row in counted.select_related("opening", "replaces").order_by("name", "id")
    ]


def read_opening(opening: Opening, company) -> tuple[list[Line], list[Line]]:
    """Return the company's automations with what stands for each here, and the opening's own."""
    rows = Automation.objects.filter(Q(opening=None) | Q(opening=opening))
    lines = read_lines(rows, company)
    replacements = {
        line.automation.replaces_id: line for line in lines if line.automation.replaces_id
    }
    shared = [
        Line(each.automation, each.sentence, each.done, each.failed, replacements.get(key))
        for each in lines
        if each.automation.opening_id is None
        for key in [each.automation.pk]
    ]
    own = [line for line in lines if line.automation.opening_id and not line.automation.replaces_id]
    return shared, own


def log_of(runs, user: User) -> list[LoggedRun]:
    """Return `runs`, a page of them, as `user` may read them (two queries)."""
    runs = list(runs)
    keys = {run.application_id for run in runs}
    rows = Application.objects.visible_to(user).filter(pk__in=keys)
    seen = rows.select_related("candidate", "opening").in_bulk()
    return [LoggedRun(run, seen.get(run.application_id)) for run in runs]
