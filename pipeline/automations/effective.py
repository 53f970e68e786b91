"""Which automations speak for an opening: the company's, unless replaced there, and its own."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from pipeline.models import Automation


def automations_for(opening_id: UUID) -> list[Automation]:
    """Return the automations that are switched on for an opening (one query)."""
    here = Q(opening=None) | Q(opening=opening_id)
    rows = list(Automation.objects.filter(here, Q(is_on=True) | Q(replaces__isnull=False)))
    return in_force(rows)


def in_force(rows: Iterable[Automation]) -> list[Automation]:
    """Return those of `rows`, all of one opening and of the company, that are on and stand."""
    rows = list(rows)
    replaced = {row.replaces_id for row in rows if row.replaces_id}
    return [row for row in rows if row.is_on and row.pk not in replaced]
