from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.clocks import read_clock
from pipeline.strips import OVER, OVERDUE_SHOWN, draw, runs_of, strip
from tests.pipeline.test_strips import DAY, STAGE_KINDS, START, make_visits, parse

offsets = st.timedeltas(timedelta(days=-3), timedelta(days=25))


@st.composite
def strips(draw):
    """A clock with its visits, as the stays give them: in order, perhaps unknown."""
    zone = draw(st.timezones())
    first = START + draw(st.timedeltas(timedelta(days=-5000), timedelta(days=3000)))
    entered = sorted(draw(st.lists(offsets, max_size=5)))
    known = [None if draw(st.integers(0, 4)) == 0 else first + at for at in entered]
    visits = make_visits(*((draw(st.sampled_from(STAGE_KINDS)), at) for at in known))
    holds = [
        (first + since, None if length is None else first + since + length)
        for since, length in draw(
            st.lists(st.tuples(offsets, st.none() | st.timedeltas(timedelta(0), DAY * 9)))
        )
    ]
    ended = draw(st.none() | st.timedeltas(timedelta(0), timedelta(days=25)))
    clock = read_clock(
        first,
        now=first + draw(st.timedeltas(timedelta(0), timedelta(days=25))),
        zone=zone,
        days=draw(st.sampled_from([5, 14])),
        offered_at=None if ended is None else first + ended,
        holds=holds,
    )
    return clock, visits


def end_of(clock, day):
    """Return the last moment of a day, or None where zones make that uncertain."""
    midnight = datetime.combine(clock.started_on + DAY * day, time.min, tzinfo=clock.zone)
    return min(midnight.astimezone(UTC) - timedelta.resolution, clock.stood_at)


@given(strips())
def test_runs_cover_exactly_the_days_shown(given):
    clock, visits = given
    runs = runs_of(clock, visits)
    assert sum(run.length for run in runs) == min(clock.day, clock.days + OVERDUE_SHOWN)
    assert [run.start for run in runs] == [
        1 + sum(run.length for run in runs[:n]) for n in range(len(runs))
    ]
    looks = [(run.kind, run.is_held) for run in runs]
    assert all(look != following for look, following in pairwise(looks))


@given(strips())
def test_a_coloured_day_lies_in_a_visit_and_a_hatched_one_in_a_hold(given):
    clock, visits = given
    for run in runs_of(clock, visits):
        for day in range(run.start, run.start + run.length):
            at = end_of(clock, day)
            # Clocks set back across midnight give one date two ends.
            assume(at.astimezone(clock.zone).date() == clock.started_on + DAY * (day - 1))
            held = any(
                since <= at < until or until == at == clock.stood_at for since, until in clock.held
            )
            assert run.is_held is held
            if run.kind not in (OVER, None) and not (clock.is_running and day == clock.day):
                assert any(
                    kind == run.kind and entered and entered <= at and (not left or at <= left)
                    for kind, entered, left in visits
                )


@given(strips())
def test_drawing_is_deterministic_and_remembered(given):
    clock, visits = given
    key = (runs_of(clock, visits), clock.day, clock.days, clock.outcome)
    assert draw(*key) is strip(clock, list(visits))
    assert draw(*key) == draw.__wrapped__(*key)
    parse(draw(*key))
