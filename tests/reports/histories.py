"""Histories made by hand, with times that a report can be checked against."""

from datetime import UTC, datetime, timedelta

from pipeline.models import Application
from pipeline.moves import move, reject, withdraw
from tests.factories import make_application, make_opening, stage_of

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday


def day(number):
    """The same hour, that many days later."""
    return BEGIN + timedelta(days=number)


def make_ungated_opening(**fields):
    opening = make_opening(**fields)
    opening.stages.update(gate="none")
    return opening


def walk(opening, *steps, candidate=None, entered=BEGIN):
    """Enter and take `steps`: (kind of stage, "reject" or "withdraw"; day)."""
    application = make_application(
        opening, candidate=candidate, first_contact_at=entered, happened_at=entered
    )
    for step, number in steps:
        at = entered + timedelta(days=number)
        if step == "reject":
            reject(application, by=None, reason="Evidence", happened_at=at)
        elif step == "withdraw":
            withdraw(application, by=None, reason="Took another", happened_at=at)
        else:
            move(application, stage_of(opening, step), by=None, happened_at=at)
    return Application.objects.get(pk=application.pk)
