"""When triggers would have fired: read from what is recorded, never written.

Each returns a list, the newest first, of at most `MOST`.
"""

from datetime import datetime, timedelta

from django.db import connection

from pipeline.automations.registry import Past, Settings
from pipeline.automations.spans import end_of_day, longest_span, moment_after
from pipeline.models import Application, Deadline, Message, Offer, StageKind, StageMove, Stay

MOST = 2000


def past_moves(kinds, settings: Settings, since: datetime, until: datetime) -> list[Past]:
    """Moves of these kinds that were not undone; into the stage, where settings name one."""
    moves = StageMove.objects.filter(
        kind__in=kinds, happened_at__gt=since, happened_at__lte=until, corrected_by=None
    )
    moves = moves.filter(**_in_stage("to_stage", settings))
    rows = moves.order_by("-happened_at").values_list("application", "happened_at", "to_stage")
    return [Past(*row) for row in rows[:MOST]]


def past_stays(settings: Settings, since: datetime, until: datetime) -> list[Past]:
    """Visits that lasted for so many days, at the moment at which they had."""
    company, days = connection.tenant, settings["days"]
    stays = Stay.objects.filter(
        entered_at__gt=since - longest_span(days), entered_at__lte=until
    ).filter(**_in_stage("stage", settings))
    found = []
    rows = stays.order_by("-entered_at")
    for key, entered, left, stage in rows.values_list(
        "application", "entered_at", "left_at", "stage"
    )[: MOST * 5]:
        at = moment_after(entered, days, company)
        if since < at <= until and (left is None or left > at):
            found.append(Past(key, at, stage))
    return _newest(found)


def past_deadlines(settings: Settings, since: datetime, until: datetime) -> list[Past]:
    deadlines = Deadline.objects.filter(passed_at__gt=since, passed_at__lte=until)
    wanted = {"candidate": True, "us": False}.get(settings["whose"])
    if wanted is not None:
        deadlines = deadlines.filter(is_for_candidate=wanted)
    rows = deadlines.order_by("-passed_at").values_list("application", "passed_at", "stage")
    return [Past(*row) for row in rows[:MOST]]


def past_replies(settings: Settings, since: datetime, until: datetime) -> list[Past]:
    messages = Message.objects.filter(
        direction="in", created_at__gt=since, created_at__lte=until
    ).exclude(thread__application=None)
    rows = messages.order_by("-created_at").values_list("thread__application", "created_at")
    return [Past(*row) for row in rows[:MOST]]


def past_offers(status, settings: Settings, since: datetime, until: datetime) -> list[Past]:
    """Offers extended, or closed so."""
    at = "closed_at" if status else "extended_at"
    offers = Offer.objects.filter(**{f"{at}__gt": since, f"{at}__lte": until})
    if status:
        offers = offers.filter(status=status)
    rows = offers.order_by(f"-{at}").values_list("application", at)
    return [Past(*row) for row in rows[:MOST]]


def past_clocks(settings: Settings, since: datetime, until: datetime) -> list[Past]:
    """The midnights after which so many days were left, of clocks that ran on until then."""
    company, days = connection.tenant, settings["days"]
    earliest = since - timedelta(days=366 + days)
    rows = Application.objects.filter(
        first_contact_at__gt=earliest, first_contact_at__lte=until
    ).values_list("pk", "first_contact_at", "opening__clock_days", "offered_at", "ended_at")
    found = []
    for key, began, clock_days, *ends in rows.order_by("-first_contact_at")[: MOST * 5]:
        first_day = began.astimezone(company.zone).date()
        # So many days are left from the midnight that ends the day before.
        before = first_day + timedelta(days=clock_days - days - 2)
        at = max(end_of_day(before, company.zone) + timedelta(minutes=1), began)
        stopped = min((end for end in ends if end), default=None)
        if since < at <= until and (stopped is None or stopped > at):
            found.append(Past(key, at))
    return _newest(found)


def _in_stage(name, settings):
    stage = settings.get("stage")
    if not stage:
        return {}
    return {f"{name}__kind": stage} if stage in StageKind.values else {name: stage}


def _newest(found):
    return sorted(found, key=lambda past: past.at, reverse=True)[:MOST]
