"""Whose weights an opening has: those of its specialization, or somebody's own."""

from collections.abc import Mapping

from config.records.models import AuditEntry
from pipeline.models import Opening, Revision, Specialization

OF_SPECIALIZATION, OF_COMPONENTS = "specialization_id", "component_weights"


def has_weights_of(opening: Opening, specialization: Specialization) -> bool:
    """Say whether the components count as they do, or once did, in `specialization`.

    A query, where they are not its present ones.
    """
    pinned = _counting(opening.component_weights)
    return pinned == _counting(specialization.component_weights) or any(
        pinned == _counting(former) for former in _former_weights(specialization)
    )


def keeps_own_weights(opening: Opening) -> bool:
    """Say whether it changed its specialization and kept weights that somebody had set.

    Up to two queries; none where the weights are those that its specialization now has.
    """
    if _counting(opening.component_weights) == _counting(opening.specialization.component_weights):
        return False
    entries = AuditEntry.objects.filter(
        table=Opening._meta.db_table, row_id=opening.pk, action="update"
    )
    changed = entries.filter(after__has_any_keys=[OF_SPECIALIZATION, OF_COMPONENTS]).last()
    if changed is None or OF_COMPONENTS in changed.after:
        return False
    return not has_weights_of(opening, opening.specialization)


def _former_weights(specialization):
    revisions = Revision.objects.filter(list="specializations", key=specialization.key)
    return revisions.values_list("document__component_weights", flat=True)


def _counting(weights: Mapping[str, int] | None) -> dict[str, int]:
    """What counts nothing may stand there or not."""
    return {key: weight for key, weight in (weights or {}).items() if weight}
