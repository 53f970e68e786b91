"""Connected components: which things hang together, by pairs of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def components(pairs: Iterable[tuple[Thing, Thing]]) -> list[list[Thing]]:
    """Return the groups that `pairs` join, each thing once, in the order of their first mention.

    Union by size with path halving (Tarjan and van Leeuwen, 1984): nearly linear.
    """
    parents: dict[Thing, Thing] = {}
    sizes: dict[Thing, int] = {}

    def top(thing: Thing) -> Thing:
        while parents[thing] != thing:
            parents[thing] = thing = parents[parents[thing]]
        return thing

    for pair in pairs:
        for thing in pair:
            if thing not in parents:
                parents[thing], sizes[thing] = thing, 1
        small, large = sorted((top(pair[0]), top(pair[1])), key=sizes.__getitem__)
        if small != large:
            parents[small] = large
            sizes[large] += sizes[small]
    groups: dict[Thing, list[Thing]] = {}
    for thing in parents:
        groups.setdefault(top(thing), []).append(thing)
    return list(groups.values())
