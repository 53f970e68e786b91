"""Groups of things that pairs join."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.merging.components import components

PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60)


def reachable(start, pairs):
    """Everything that a walk along `pairs` comes to."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for pair in pairs:
            if here in pair:
                further = set(pair) - seen
                seen |= further
                waiting += further
    return seen


@given(PAIRS)
def test_a_group_is_all_that_a_walk_from_any_of_it_reaches(pairs):
    groups = components(pairs)
    for group in groups:
        assert set(group) == reachable(group[0], pairs)
    things = [thing for group in groups for thing in group]
    assert sorted(things) == sorted({thing for pair in pairs for thing in pair})


@given(PAIRS, st.randoms())
def test_the_order_of_pairs_changes_no_group(pairs, dice):
    shuffled = [tuple(dice.sample(pair, 2)) for pair in pairs]
    dice.shuffle(shuffled)
    assert {frozenset(group) for group in components(pairs)} == {
        frozenset(group) for group in components(shuffled)
    }


def test_a_chain_of_thousands_is_one_group():
    assert [len(group) for group in components((n, n + 1) for n in range(50_000))] == [50_001]
