"""Whose time has come: applications that have stood long enough, clocks that run out."""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import TruncDate
from django.utils import timezone

from pipeline.automations.registry import Due
from pipeline.automations.spans import earliest_span, longest_span, moment_after
from pipeline.models import Application, Automation, AutomationRun, StageKind


def stays_due(automation: Automation, company) -> Iterator[Due]:
    """Who has stood so many days in the stage, reached since the automation was switched on.

    One visit is one occasion.
    """
    now, since = timezone.now(), automation.switched_on_at
    stage, days = automation.trigger_settings["stage"], automation.trigger_settings["days"]
    in_stage = {"stage__kind": stage} if stage in StageKind.values else {"stage": stage}
    ran = AutomationRun.objects.filter(
        automation=automation,
        application=OuterRef("pk"),
        occasion__startswith="stood:",
        created_at__gt=OuterRef("stage_entered_at"),
    )
    waiting = _here(automation).filter(
        ~Exists(ran),
        **in_stage,
        stage_entered_at__lte=now - earliest_span(days),
        stage_entered_at__gt=since - longest_span(days),
    )
    for key, entered, at_stage in waiting.values_list("pk", "stage_entered_at", "stage"):
        if since < moment_after(entered, days, company) <= now:
            yield Due(key, f"stood:{entered:%Y%m%d%H%M%S%f}", at_stage)


def clocks_due(automation: Automation, company) -> Iterator[Due]:
    """Whose clock has come down to so many days since the automation was switched on."""
    days, zone = automation.trigger_settings["days"], company.zone
    occasion = f"clock:{days}"
    ran = AutomationRun.objects.filter(
        automation=automation, application=OuterRef("pk"), occasion__startswith=occasion
    )
    today = timezone.now().astimezone(zone).date()
    first_day = TruncDate("first_contact_at", tzinfo=zone)
    reached = ExpressionWrapper(
        first_day + F("opening__clock_days") - (days + 1), output_field=DateField()
    )
    running = _here(automation).filter(~Exists(ran), offered_at=None)
    running = running.exclude(first_contact_at=None).annotate(reached=reached)
    since = automation.switched_on_at
    running = running.filter(reached__lte=today, reached__gte=since.astimezone(zone).date())
    for key, day, began in running.values_list("pk", "reached", "first_contact_at"):
        midnight = datetime.combine(day, time.min, tzinfo=zone)
        if max(midnight, began) > since:
            yield Due(key, occasion)


def _here(automation):
    """The active applications for which the automation speaks."""
    rows = Application.objects.active()
    if automation.opening_id:
        return rows.filter(opening=automation.opening_id)
    replaced = automation.replacements.values("opening")
    return rows.exclude(opening__in=replaced)
