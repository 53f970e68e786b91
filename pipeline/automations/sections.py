"""The deadlines on the page of an application."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from config.accounts.models import User
from pipeline.forms.deadlines import DeadlineForm
from pipeline.models import Application, Deadline
from pipeline.sections import Section
from pipeline.visibility import manages


@dataclass(frozen=True)
class DeadlinesSection:
    """Deadlines that stand, and those that are over; `form` sets another one.

    `now` tells which of those that stand have passed.
    """

    application: Application
    standing: list[Deadline]
    over: list[Deadline]
    form: DeadlineForm
    now: datetime


def deadline_section(application: Application, user: User) -> Section | None:
    """The deadlines, for who manages the application (one query)."""
    if not manages(user, application):
        return None
    section = read_deadlines(application)
    return Section("pipeline/_deadlines.html", section, order=5, is_aside=True)


def read_deadlines(application: Application, form: DeadlineForm | None = None) -> DeadlinesSection:
    rows = list(application.deadlines.select_related("by", "automation").order_by("due_at"))
    over = [row for row in rows if row.met_at or row.dropped_at]
    standing = [row for row in rows if row not in over]
    form = form or DeadlineForm(company=connection.tenant, auto_id="deadline_%s")
    return DeadlinesSection(application, standing, over, form, timezone.now())
