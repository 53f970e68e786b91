"""Days in stages, days to the offer, and clocks that are over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pipeline.models import Application, Stay
from reports.at_risk import read_openings
from reports.pace import read_pace, read_times
from reports.scopes import scope_of
from reports.shares import Share
from tests.factories import make_application
from tests.reports.histories import BEGIN, day, make_ungated_opening, walk


@pytest.fixture
def opening(acme, recruiter):
    return make_ungated_opening(by=recruiter)


def time_in(acme, name, **narrowed):
    times = read_times(scope_of(acme, **narrowed))
    return next(time for time in times if time.lane.name == name)


def offered(opening, number):
    """An application whose first offer went out that many days after first contact."""
    application = walk(opening)
    Application.objects.filter(pk=application.pk).update(offered_at=day(number))
    return application


def test_time_in_stage_is_that_of_visits_that_ended(acme, opening):
    for days in (1, 2, 4, 7):
        walk(opening, ("screen", days))
    walk(opening)
    time = time_in(acme, "Inbox")
    assert (time.days.n, time.days.low, time.days.median, time.days.high) == (4, 1.75, 3.0, 4.75)
    assert time.unknown == 0


def test_a_visit_without_a_date_is_unknown_and_not_nought(acme, opening):
    walk(opening, ("screen", 3))
    walk(opening, ("screen", 5))
    Stay.objects.filter(kind="inbox", left_at=day(5)).update(entered_at=None)
    time = time_in(acme, "Inbox")
    assert (time.days.n, time.days.median, time.unknown) == (1, 3.0, 1)


def test_lanes_of_several_openings_have_one_median(acme, opening, recruiter):
    walk(opening, ("screen", 2))
    walk(make_ungated_opening(by=recruiter), ("screen", 4))
    assert time_in(acme, "Inbox").days.median == 3.0


def test_days_to_the_offer_count_as_the_clock_does(acme, opening):
    for number in (4, 8, 13, 14):
        offered(opening, number)
    pace = read_pace(scope_of(acme))
    assert (pace.to_offer.n, pace.to_offer.median) == (4, 11.5)  # days 5, 9, 14 and 15
    assert pace.share_inside == Share(3, 4)


def test_a_day_is_one_of_the_companys_zone(acme, opening):
    application = walk(opening)
    # 23:30 in Berlin, an hour and a half before midnight in Greenwich: still day 1.
    late, later = BEGIN.replace(hour=22, minute=30), BEGIN.replace(hour=23, minute=30)
    Application.objects.filter(pk=application.pk).update(first_contact_at=BEGIN, offered_at=late)
    assert read_pace(scope_of(acme)).to_offer.median == 1
    Application.objects.filter(pk=application.pk).update(offered_at=later)
    assert read_pace(scope_of(acme)).to_offer.median == 2


def test_an_offer_without_a_first_contact_is_told_apart(acme, opening):
    application = offered(opening, 3)
    Application.objects.filter(pk=application.pk).update(first_contact_at=None)
    pace = read_pace(scope_of(acme))
    assert (pace.offers, pace.timed, pace.untimed, pace.to_offer.median) == (1, 0, 1, None)


@pytest.mark.parametrize(
    ("days_ago", "late", "due_soon"), [(9, 0, 0), (10, 0, 1), (13, 0, 1), (14, 1, 0)]
)
def test_late_begins_after_the_last_day(acme, opening, days_ago, late, due_soon):
    make_application(opening, first_contact_at=timezone.now() - timedelta(days=days_ago))
    (now,) = read_openings(scope_of(acme))
    assert (now.running, now.late, now.due_soon) == (1, late, due_soon)


def test_who_has_an_offer_or_no_clock_is_never_late(acme, opening):
    first_contact = timezone.now() - timedelta(days=60)
    with_offer = make_application(opening, first_contact_at=first_contact)
    Application.objects.filter(pk=with_offer.pk).update(offered_at=timezone.now())
    make_application(opening, first_contact_at=None)
    (now,) = read_openings(scope_of(acme))
    assert (now.active, now.running, now.late) == (2, 0, 0)


def test_the_most_pressed_opening_comes_first(acme, opening, recruiter):
    pressed = make_ungated_opening(by=recruiter)
    make_application(pressed, first_contact_at=timezone.now() - timedelta(days=60))
    assert [now.opening for now in read_openings(scope_of(acme))] == [pressed, opening]
