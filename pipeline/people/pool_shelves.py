"""The pools of one person, and those that they could be put into."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.models import Candidate, Pool, PoolPlace


@dataclass(frozen=True)
class PoolShelf:
    """`others` are the pools in use that the person is not in."""

    candidate: Candidate
    places: Sequence[PoolPlace]
    others: Sequence[Pool]


def read_pool_shelf(candidate: Candidate) -> PoolShelf:
    """Return the pools of `candidate` (two queries)."""
    places = list(candidate.pool_places.select_related("pool", "by"))
    taken = {place.pool_id for place in places}
    pools = Pool.objects.filter(is_retired=False)
    return PoolShelf(candidate, places, [pool for pool in pools if pool.pk not in taken])
