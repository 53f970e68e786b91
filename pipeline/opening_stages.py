"""An opening's own stages, which it may change while it runs."""

from collections.abc import Iterable
from uuid import UUID

from config.records.audit import acting
from pipeline.models import Application, Opening, Stage
from pipeline.models.processes import MIDDLE_KINDS
from pipeline.openings import IllegalChange, StaleOpening, lock_opening
from pipeline.stage_lists import StageLine, UnknownStage, write_stages


def rewrite_stages(opening: Opening, *, by, stages: Iterable[StageLine], version: int) -> None:
    """Make the middle stages of `opening` read as `stages`, in their order.

    The inbox stays first, offer and hired last. Raises StaleOpening, and IllegalChange where a
    stage left out has been used.
    """
    with acting(by):
        locked = lock_opening(opening, version)
        # Locked against a move that is entering one of them at this moment.
        rows = list(locked.stages.select_for_update().order_by("position"))
        middle = [row for row in rows if row.kind in MIDDLE_KINDS]
        lines = list(stages)
        try:
            left_out = write_stages(middle, lines, first_position=1, opening=locked)
        except UnknownStage as unknown:
            raise StaleOpening(locked) from unknown
        used = used_stages(locked) if left_out else set()
        for row in left_out:
            if row.pk in used:
                raise IllegalChange(
                    f"“{row}” has had candidates in it, and their history names it. It stays."
                )
            row.delete()
        for place, row in enumerate(rows[-2:], start=len(lines) + 1):
            row.position = place
            row.save()
        locked.version += 1
        locked.save()


def middle_stages(opening: Opening):
    """The stages between the inbox and the offer, in order."""
    return opening.stages.filter(kind__in=MIDDLE_KINDS)


def used_stages(opening: Opening) -> set[UUID]:
    """Return the keys of the stages that any application ever had to do with.

    Higher rooms count too, unasked: whatever points to a stage and to an application.
    """
    used: set[UUID] = set()
    for model, column in _pointing_to_stages():
        rows = model._base_manager.filter(**{f"{column}__opening": opening})
        if model is not Application:
            rows = rows.exclude(application=None)
        used.update(rows.order_by().values_list(column, flat=True).distinct())
    return used


def _pointing_to_stages():
    for relation in Stage._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.one_to_many:
            model = relation.related_model
            if model is Application or "application" in {row.name for row in model._meta.fields}:
                yield model, relation.field.name
