"""What the kits of a loop rate, and the warning where that is not what the role needs."""

from collections.abc import Iterable
from dataclasses import dataclass

from panels.kits import kit_for
from panels.mismatch import Mismatch, Sitting, balances, find_mismatch, shares_tested
from panels.models import Kit
from pipeline.models import Component, Criterion, Specialization
from pipeline.models.processes import StageShape
from pipeline.opening_warnings import Loop, OpeningWarning


@dataclass(frozen=True)
class HeldKit:
    """A kit in the stage that holds it."""

    stage: StageShape
    kit: Kit


def held_kits(loop: Loop) -> list[HeldKit]:
    """Return the kits that the stages of `loop` hold, in order (one query)."""
    kits = list(Kit.objects.in_use())
    chosen = (
        (stage, kit_for(kind, loop.specialization.key, loop.level.key, kits))
        for stage in loop.stages
        for kind in stage.interview_kinds
    )
    return [HeldKit(stage, kit) for stage, kit in chosen if kit]


def sittings_of(held: Iterable[HeldKit], component_of: dict[str, str]) -> list[Sitting]:
    """Return the interviews; `component_of` tells the component of a criterion in use, by key."""
    return [
        Sitting(
            each.kit.interview,
            each.kit.minutes,
            [
                component_of[key]
                for seat in each.kit.seats
                for key in seat["criteria"]
                if key in component_of
            ],
        )
        for each in held
    ]


def mismatch_of(loop: Loop, shares: dict[str, float]) -> tuple[Mismatch, Specialization] | None:
    """Return the mismatch of `loop`, whose shares these are, with what fits better (one query)."""
    others = {
        row.key: row for row in Specialization.objects.in_use().exclude(pk=loop.specialization.pk)
    }
    weights = {key: row.component_weights for key, row in others.items()}
    found = find_mismatch(shares, loop.component_weights, weights)
    return found and (found, others[found.fits])


def warn_of_mismatch(loop: Loop) -> Iterable[OpeningWarning]:
    """What the kits of a loop test is not what its role needs (four queries)."""
    criteria = Criterion.objects.in_use().values_list("key", "component__key")
    shares = shares_tested(sittings_of(held_kits(loop), dict(criteria)))
    found = mismatch_of(loop, shares)
    if found:
        yield OpeningWarning(
            f"This loop tests what {found[1]} needs. The role is {loop.specialization}.",
            say_balances(loop, shares),
            view="panels:coverage",
            action="See what is tested",
        )


def say_balances(loop: Loop, shares: dict[str, float]) -> tuple[str, ...]:
    """Return which components are tested too much or too little, as a sentence for each side."""
    names = dict(Component.objects.values_list("key", "name"))
    rows = balances(shares, loop.component_weights, list(names))
    sides = (
        ("Too much", [row for row in rows if row.is_too_much]),
        ("Too little", [row for row in rows if row.is_too_little]),
    )
    return tuple(
        f"{words}: "
        + ", ".join(
            f"{names[row.component].lower()} ({row.tested_percent} % of the interviews, "
            f"weight {row.weight_percent} %)"
            for row in side
        )
        + "."
        for words, side in sides
        if side
    )
