"""An opening's own stages, which it may change while it runs."""

from collections.abc import Iterable

from config.records.audit import acting
from pipeline.models import Opening, Stage
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
        for row in left_out:
            if is_used(row):
                raise IllegalChange(
                    f"“{row}” has had candidates in it, and their history names it. It stays."
                )
            row.delete()
        for place, row in enumerate(rows[-2:], start=len(lines) + 1):
            row.position = place
            row.save()
        locked.version += 1
        locked.save()


def is_used(stage: Stage) -> bool:
    """Say whether any application ever had to do with `stage`, in any room of the house."""
    return (
        any(
            relation.related_model._base_manager.filter(
                **{relation.field.name: stage, "application__isnull": False}
            ).exists()
            for relation in _relations()
            if any(field.name == "application" for field in relation.related_model._meta.fields)
        )
        or stage.applications.exists()
    )


def _relations():
    """What points to a stage: moves, stays, and whatever higher rooms have made."""
    return [
        field
        for field in Stage._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and field.one_to_many
    ]
