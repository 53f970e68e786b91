"""Business days against published calendars, and the laws that their arithmetic keeps."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pipeline.work_queue.business_days import Calendar
from pipeline.work_queue.company_calendar import (
    calendar_of,
    country_of,
    forget_calendar,
    regions_of,
    set_calendar,
)
from pipeline.work_queue.days_off import add_day_off, delete_day_off

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    Calendar,
    weekend=st.frozensets(st.integers(0, 6), max_size=4),
    off=st.frozensets(DAYS, max_size=30),
    worked=st.frozensets(DAYS, max_size=30),
)


def calendar_in(country, region="", year=2026):
    place = SimpleNamespace(holiday_country=country, holiday_region=region)
    known = country_of(place, (year, year + 1))
    return Calendar(known.weekend, frozenset(known.holidays), known.worked)


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_a_count_is_the_number_of_its_business_days(calendar, first, length):
    days = [first + timedelta(days=n) for n in range(length)]
    last = first + timedelta(days=length - 1)
    assert calendar.count(first, last) == sum(map(calendar.is_business_day, days))


@given(CALENDARS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_counts_of_two_spans_that_meet_add_up(calendar, first, before, after):
    middle = first + timedelta(days=before)
    last = middle + timedelta(days=after)
    beyond = calendar.count(middle + timedelta(days=1), last)
    assert calendar.count(first, last) == calendar.count(first, middle) + beyond


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_the_nth_business_day_is_where_the_count_reaches_it(calendar, start, number):
    day = calendar.nth(start, number)
    assert calendar.is_business_day(day)
    assert calendar.count(start, day) == number


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_counting_back_is_the_mirror_of_counting_on(calendar, end, number):
    day = calendar.nth_back(end, number)
    assert calendar.is_business_day(day)
    assert calendar.count(day, end) == number


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_a_day_after_others_is_never_before_them(calendar, day, number):
    assert calendar.after(day, number) >= day + timedelta(days=number)


def test_where_nobody_ever_works_no_day_is_found():
    with pytest.raises(ValueError, match="not so many"):
        Calendar(weekend=frozenset(range(7))).nth(date(2026, 1, 1), 1)


def test_berlin_at_christmas_2026():
    """25 December is a Friday, 26 a Saturday, 1 January a Friday; the Eves are worked."""
    berlin = calendar_in("DE", "BE")
    assert berlin.count(date(2026, 12, 21), date(2027, 1, 3)) == 8
    assert berlin.nth(date(2026, 12, 23), 3) == date(2026, 12, 28)
    assert berlin.after(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_epiphany_is_free_in_bavaria_alone():
    assert not calendar_in("DE", "BY").is_business_day(date(2027, 1, 6))
    assert calendar_in("DE", "BE").is_business_day(date(2027, 1, 6))


def test_thanksgiving_2026_in_the_united_states():
    """The fourth Thursday, 26 November; the Friday after it is worked."""
    america = calendar_in("US")
    assert america.count(date(2026, 11, 23), date(2026, 11, 29)) == 4
    assert america.nth(date(2026, 11, 25), 2) == date(2026, 11, 27)


def test_the_weekend_is_that_of_the_country():
    israel = calendar_in("IL")
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert not israel.is_business_day(friday)
    assert israel.is_business_day(sunday)


def test_a_saturday_that_makes_up_for_a_bridge_day_is_worked():
    """China works on 10 October 2026, a Saturday, for the National Day holidays."""
    assert calendar_in("CN").is_business_day(date(2026, 10, 10))


def test_a_companys_own_days_come_before_its_countrys(acme, admin):
    said = {"country": "DE", "region": "Bayern", "counts_business_days": True}
    company = set_calendar(acme, by=admin, **said)
    assert company.holiday_region == "BY"
    bridge, christmas = date(2026, 12, 24), date(2026, 12, 25)
    row = add_day_off(bridge, name="Christmas Eve", by=admin)
    add_day_off(christmas, name="We ship on Christmas", is_worked=True, by=admin)
    calendar = calendar_of(company)
    assert not calendar.is_business_day(bridge)
    assert calendar.is_business_day(christmas)
    delete_day_off(row, by=admin)
    forget_calendar(company)
    assert calendar_of(company).is_business_day(bridge)


def test_a_calendar_is_read_once_in_a_request(acme, django_assert_num_queries):
    known = calendar_of(acme)
    with django_assert_num_queries(0):
        assert calendar_of(acme) is known


@pytest.mark.parametrize(
    ("country", "region", "field"),
    [("XX", "", "country"), ("DE", "Texas", "region"), ("", "BY", "region")],
)
def test_no_calendar_is_set_that_nobody_knows(acme, admin, country, region, field):
    with pytest.raises(ValidationError) as refused:
        set_calendar(acme, by=admin, country=country, region=region, counts_business_days=True)
    assert set(refused.value.error_dict) == {field}


def test_a_country_names_its_regions():
    assert "BY" in regions_of("DE")
    assert regions_of("") == ()
