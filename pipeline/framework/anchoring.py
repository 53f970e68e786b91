"""The anchors of a criterion or of a level: what each rating looks like."""

from collections.abc import Iterator

from pipeline.framework.history import entries_at
from pipeline.models import Anchor

RATINGS = (1, 2, 3, 4)

Ladder = dict[str, dict[int, str]]
"""What each rating looks like, by the key of a level (or of a criterion) and the rating."""


def anchors_of_criterion(key: str, version: int | None = None) -> Ladder:
    """Return the anchors of a criterion by level, now or as they were (one query)."""
    return _by(1, _anchors("criterion", key, version))


def anchors_of_level(key: str, version: int | None = None) -> Ladder:
    """Return the anchors of the criteria in use by criterion, at one level (one query).

    Those of an old version are of all criteria that it had.
    """
    return _by(0, _anchors("level", key, version))


def _anchors(what, key, version) -> Iterator[tuple[str, str, int, str]]:
    fields = ("criterion", "level", "rating", "text")
    if version is None:
        rows = Anchor.objects.filter(**{f"{what}__key": key})
        if what == "level":
            rows = rows.filter(criterion__is_retired=False)
        rows = rows.order_by("criterion__position", "level__position", "rating")
        yield from rows.values_list("criterion__key", "level__key", "rating", "text")
        return
    for document in entries_at(version, "anchors").values():
        if document[what] == key:
            yield tuple(document[field] for field in fields)


def _by(place, anchors) -> Ladder:
    ladder: Ladder = {}
    for anchor in anchors:
        ladder.setdefault(anchor[place], {})[anchor[2]] = anchor[3]
    return ladder
