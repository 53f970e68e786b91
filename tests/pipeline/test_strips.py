import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.safestring import SafeString

from pipeline.clocks import NO_CLOCK, read_clock
from pipeline.strips import COLOURS, OVER, OVERDUE_SHOWN, Run, runs_of, strip

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 21, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SVG = "{http://www.w3.org/2000/svg}"

STAGE_KINDS = [kind for kind in COLOURS if kind not in (OVER, None)]


def on(day, hours=0):
    return START + DAY * (day - 1) + timedelta(hours=hours)


def make_clock(day, **given):
    return read_clock(START, now=on(day, 1), zone=given.pop("zone", BERLIN), **given)


def make_visits(*entered, left_at=None):
    """Visits one after the other, from pairs of kind and time of entering."""
    leaving = [*(at for _, at in entered), left_at][1:]
    return [(kind, at, left) for (kind, at), left in zip(entered, leaving, strict=True)]


def cells(runs):
    """One character a day: the kind's first letter, capital where held, ? unknown."""
    letters = ((run.kind or "?")[0] * run.length for run in runs)
    return "".join(
        text.upper() if run.is_held else text for run, text in zip(runs, letters, strict=True)
    )


def parse(svg):
    return ET.fromstring(svg)  # noqa: S314 - made here


def make_usual(day):
    """The visits of an application that is four stages far by its eighth day."""
    usual = [("inbox", on(1)), ("screen", on(3)), ("technical", on(6)), ("take_home", on(8))]
    return make_visits(*(visit for visit in usual if visit[1] <= on(day)))


USUAL = make_usual(9)


# Which stage spent a day.


def test_a_day_belongs_to_the_stage_at_its_end():
    assert cells(runs_of(make_clock(9), USUAL)) == "iissstttt"


def test_runs_are_counted_from_day_one():
    assert runs_of(make_clock(4), make_usual(4)) == (
        Run("inbox", 1, 2, False),
        Run("screen", 3, 2, False),
    )


def test_the_last_day_belongs_to_the_stage_of_this_moment():
    visits = make_visits(("inbox", on(1)), ("screen", on(2)), ("final", on(2, 1)))
    assert cells(runs_of(make_clock(2), visits)) == "if"


def test_midnight_of_the_companys_zone_parts_two_days():
    kolkata = ZoneInfo("Asia/Kolkata")
    midnight = datetime(2026, 11, 23, tzinfo=kolkata)
    for entered, expected in [
        (midnight - timedelta(microseconds=1), "issss"),
        (midnight, "iisss"),
    ]:
        visits = make_visits(("inbox", on(1)), ("screen", entered))
        assert cells(runs_of(make_clock(5, zone=kolkata), visits)) == expected


def test_the_latest_of_visits_entered_at_one_moment_counts():
    visits = make_visits(("inbox", on(1)), ("screen", on(1)), ("final", on(1)))
    assert cells(runs_of(make_clock(2), visits)) == "ff"


def test_a_stage_entered_at_an_unknown_time_leaves_the_days_before_unknown():
    visits = make_visits(("inbox", on(1)), ("screen", None), ("final", on(4)))
    assert cells(runs_of(make_clock(5), visits)) == "???ff"


def test_the_stage_of_today_is_known_even_where_its_beginning_is_not():
    visits = make_visits(("inbox", on(1)), ("screen", None))
    assert cells(runs_of(make_clock(4), visits)) == "???s"


def test_without_visits_every_day_is_unknown():
    assert cells(runs_of(make_clock(3), [])) == "???"


def test_days_away_are_spent_in_no_stage():
    away = (on(2), on(5))
    visits = [("screen", on(1), away[0]), ("screen", away[1], None)]
    assert cells(runs_of(make_clock(6, holds=[away]), visits)) == "s???ss"


def test_a_closed_strip_ends_in_the_stage_it_was_closed_in():
    clock = make_clock(30, is_closed=True, closed_at=on(3))
    visits = make_visits(("inbox", on(1)), ("screen", on(2)), left_at=on(3))
    assert cells(runs_of(clock, visits)) == "iss"


def test_an_offer_extended_with_the_move_to_offer_ends_there():
    clock = make_clock(30, offered_at=on(4))
    visits = make_visits(("final", on(1)), ("offer", on(4)), ("hired", on(9)))
    assert cells(runs_of(clock, visits)) == "fffo"


def test_an_offer_after_the_stage_was_left_is_unknown():
    clock = make_clock(30, offered_at=on(4))
    assert cells(runs_of(clock, make_visits(("final", on(1)), left_at=on(3)))) == "ff??"


# Holds.


def test_a_day_is_hatched_where_a_hold_lies_over_its_end():
    clock = make_clock(9, holds=[(on(3), on(5)), (on(4), on(6)), (on(7), on(7, 1))])
    assert cells(runs_of(clock, USUAL)) == "iiSSStttt"


def test_a_hold_that_still_lasts_hatches_today():
    assert cells(runs_of(make_clock(9, holds=[(on(8), None)]), USUAL)) == "iissstt" + "TT"


def test_a_hold_lifted_at_midnight_leaves_the_next_day_free():
    midnight = datetime(2026, 11, 24, tzinfo=BERLIN)
    clock = make_clock(5, holds=[(on(2), midnight)])
    assert cells(runs_of(clock, make_usual(5))) == "iISss"


# Beyond the due date.


def test_days_beyond_the_due_date_are_overdue_whatever_their_stage():
    assert cells(runs_of(make_clock(17), USUAL)) == "iissstt" + "ttttttt" + "ooo"


def test_the_fifteenth_day_does_not_change_the_fourteenth():
    visits = make_visits(("final", on(1)), ("offer", on(15)))
    assert cells(runs_of(make_clock(15), visits)) == "f" * 14 + "o"


def test_a_case_of_years_draws_a_few_cells_and_says_the_number():
    clock = make_clock(4000)
    runs = runs_of(clock, USUAL)
    svg = strip(clock, USUAL)
    assert sum(run.length for run in runs) == 14 + OVERDUE_SHOWN
    assert "Day 4000, 3986 over" in svg
    assert len(svg) < 1000


# The drawing.


def subpaths(svg):
    return sum(path.get("d").count("z") for path in parse(svg).iter("path"))


@pytest.mark.parametrize(("day", "drawn"), [(1, 14), (9, 14), (14, 14), (17, 17), (21, 21)])
def test_every_day_has_one_cell(day, drawn):
    assert subpaths(strip(make_clock(day), make_usual(day))) == drawn


@pytest.mark.parametrize(("day", "outlined"), [(1, "-1.3"), (9, "78.7"), (17, "158.7")])
def test_today_is_outlined(day, outlined):
    (rect,) = parse(strip(make_clock(day), make_usual(day))).iter("rect")
    assert rect.get("x") == outlined


@pytest.mark.parametrize(
    "given", [{"offered_at": on(4)}, {"is_closed": True, "closed_at": on(4)}, {"days": 3}]
)
def test_a_stopped_strip_or_one_longer_than_shown_outlines_no_day(given):
    assert "<rect" not in strip(make_clock(30, **given), USUAL)


def test_a_strip_is_one_small_picture_with_its_words():
    svg = strip(make_clock(9, holds=[(on(4), on(6))]), USUAL)
    root = parse(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == (
        "Day 9 of 14: 2 days inbox, 3 days screen, 2 days technical, 2 days take-home, "
        "2 days on hold"
    )
    assert len(svg) < 1000


def test_a_strip_needs_no_style_script_or_id():
    svg = strip(make_clock(9, holds=[(on(4), None)]), USUAL)
    for forbidden in ("style=", "id=", "url(", "<use", "<script", " on"):
        assert forbidden not in svg.replace("days on hold", "")


def test_no_clock_is_fourteen_empty_days_that_say_so():
    svg = strip(None, [])
    assert parse(svg).get("aria-label") == NO_CLOCK
    assert subpaths(svg) == 14


def test_strips_that_look_alike_are_one_string():
    other = [(kind, at + timedelta(minutes=3), None) for kind, at, _ in USUAL[:-1]]
    other = make_visits(*((kind, at) for kind, at, _ in other), USUAL[-1][:2])
    assert strip(make_clock(9), USUAL) is strip(make_clock(9), other)


def test_a_strip_is_ready_for_a_template():
    assert isinstance(strip(make_clock(3), make_usual(3)), SafeString)


@pytest.mark.parametrize("kind", STAGE_KINDS)
def test_every_kind_of_stage_has_its_colour(kind):
    svg = strip(make_clock(1), [(kind, START, None)])
    assert f'color="var(--{kind.replace("_", "-")})"' in svg
