"""Alerts: whoever has an application is told once that its time runs out, and why.

What was told is not told again while the application stays in its stage; only what is new goes
out. A held application is left in peace, and so is one of a paused opening.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from config.records.heartbeats import beat
from config.records.models import Heartbeat
from pipeline.models import Application, Deadline, Escalation, Notice, Topic
from pipeline.models.clock_rules import EscalationTo
from pipeline.notices.telling import CANDIDATE, tell
from pipeline.work_queue.escalations import measure_of, people_told
from pipeline.work_queue.owners import owners_of
from pipeline.work_queue.running_out import (
    alertable,
    has_days_left,
    is_past_maximum,
    moment_of,
)
from pipeline.work_queue.segments import segments_of

TASK = "look_for_alerts"
HEARTBEAT = "alerts"
EVERY = timedelta(minutes=5)
SOON_DAYS = 2
SOON = timedelta(days=1)
MOST_AT_ONCE = 500
TOPICS = (Topic.CLOCK, Topic.DUE, Topic.ESCALATION)


@dataclass(frozen=True)
class Alert:
    """Something to be told of one application, once for its `key`.

    Its people are those who have it; of an escalation, those whom its `rule` names.
    """

    application: UUID
    key: str
    sentence: str
    topic: Topic = Topic.CLOCK
    rule: Escalation | None = None


def look_for_alerts(now: datetime | None = None) -> int:
    """Tell what is new in the present company, unless that was done EVERY so often; count it.

    Of two workers one does it, the other does nothing.
    """
    now = now or timezone.now()
    with transaction.atomic():
        if not _is_ours(now):
            return 0
        beat(HEARTBEAT)
        return send_alerts(now)


def send_alerts(now: datetime) -> int:
    """Tell what nobody was told yet; return how many notices were written."""
    alerts = _untold([*_clocks(now), *_deadlines(now)])[:MOST_AT_ONCE]
    keys = {alert.application for alert in alerts}
    rows = Application.objects.filter(pk__in=keys).select_related("candidate", "opening", "stage")
    applications = {row.pk: row for row in rows}
    owners = owners_of(applications.values())
    segments = segments_of(list(applications.values()), owners)
    teams = people_told({row.opening_id for row in applications.values()})
    written = 0
    for alert in alerts:
        row = applications[alert.application]
        people = _people(alert, row, owners.get(row.pk), segments.get(row.pk), teams)
        written += len(_tell(alert, row, people))
    return written


def _is_ours(now) -> bool:
    """Take this round, where nobody else has it and the last one is long enough ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext('alerts'), hashtext(%s))",
            [connection.tenant.schema_name],
        )
        if not cursor.fetchone()[0]:
            return False
    last = Heartbeat.objects.filter(name=HEARTBEAT, beat_at__gt=now - EVERY)
    return not last.exists()


def _clocks(now) -> Iterable[Alert]:
    """Clocks and stages that run out, and what the rules say of them."""
    at = moment_of(connection.tenant, now)
    ready = alertable(now)
    over = dict(_visits(ready.filter(has_days_left(-1, at))))
    for key, visit in over.items():
        yield Alert(
            key, f"over:{key}:{visit}", f"The clock of {CANDIDATE} is over; it stands in {{stage}}."
        )
    for key, visit in _visits(ready.filter(has_days_left(SOON_DAYS, at))):
        if key not in over:
            said = f"The clock of {CANDIDATE} has {SOON_DAYS} days left or fewer."
            yield Alert(key, f"soon:{key}:{visit}", said)
    for key, visit in _visits(ready.filter(is_past_maximum(at))):
        said = f"{CANDIDATE} is in {{stage}} for longer than that should take at most."
        yield Alert(key, f"stage:{key}:{visit}", said)
    rules = Escalation.objects.filter(is_on=True).select_related("opening").order_by("id")
    for rule in rules:
        yield from _escalations(rule, ready, at)


def _escalations(rule, ready, at):
    measure = measure_of(rule)
    if measure is None:
        return
    rows = ready.filter(measure.finds(rule, at))
    rows = rows.filter(opening=rule.opening_id) if rule.opening_id else rows
    for key, visit in _visits(rows):
        yield Alert(
            key,
            f"rule:{rule.pk}:{key}:{visit}",
            f"{CANDIDATE} {measure.sentence}, in {{opening}}.",
            Topic.ESCALATION,
            rule,
        )


def _visits(rows) -> list[tuple[UUID, str]]:
    """The keys of applications with a mark of their present visit of a stage."""
    columns = rows.order_by(F("first_contact_at").asc(nulls_last=True), "id")
    found = columns.values_list("pk", "stage_id", "stage_entered_at")
    return [
        (key, f"{stage.hex[-8:]}{int(entered.timestamp()) if entered else ''}")
        for key, stage, entered in found
    ]


def _deadlines(now) -> Iterable[Alert]:
    """Deadlines of a day or less, and those that passed, while nobody has done what is due."""
    waiting = Deadline.objects.filter(
        met_at=None, dropped_at=None, due_at__lte=now + SOON, application__in=alertable(now)
    )
    for row in waiting.order_by("due_at", "id"):
        is_over = row.due_at <= now
        if row.is_for_candidate and not is_over:
            continue
        said = f"is past: {row.what}" if is_over else f"comes within a day: {row.what}"
        key = f"{'passed' if is_over else 'due'}:{row.pk}"
        sentence = f"A deadline for {CANDIDATE} {said}"
        yield Alert(row.application_id, key, sentence, Topic.DUE)


def _untold(alerts) -> list[Alert]:
    """Without those whose key somebody was told already (one query)."""
    keys = {alert.application for alert in alerts}
    told = Notice.objects.filter(application__in=keys, topic__in=TOPICS)
    known = defaultdict(set)
    for application, key in told.order_by().values_list("application", "key"):
        known[application].add(key)
    return [alert for alert in alerts if alert.key not in known[alert.application]]


def _people(alert, row, owner, segment, teams):
    """Who has it; of an escalation, whom the rule names, or else the owner."""
    if alert.rule is None:
        return [owner, *(segment.people if segment else ())]
    if alert.rule.to == EscalationTo.OWNER:
        return [owner]
    return teams.get((alert.rule.to, row.opening_id)) or [owner]


def _tell(alert, row, people):
    sentence = alert.sentence.replace("{stage}", row.stage.name)
    return tell(
        people,
        topic=alert.topic,
        sentence=sentence.replace("{opening}", row.opening.title),
        href=reverse("pipeline:application", args=[row.pk]),
        key=alert.key,
        application=row,
    )
