"""How long an application is in its stage, against what the stage should take."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pipeline.clock_reading import read_clocks
from pipeline.models import Stage
from pipeline.opening_stages import middle_stages
from pipeline.work_queue.business_days import Calendar
from pipeline.work_queue.stage_targets import read_pace
from tests.factories import make_application, make_opening, stage_of

CALENDAR = Calendar()
FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)
MONDAY = FRIDAY + timedelta(days=3)


def pace(now, *, target=3, maximum=5, calendar=CALENDAR, entered_at=FRIDAY):
    stage = Stage(name="Technical", target_days=target, maximum_days=maximum)
    return read_pace(stage, entered_at, now=now, zone=UTC, calendar=calendar)


@pytest.mark.parametrize(
    ("days", "target", "maximum", "words"),
    [
        (3, 3, 5, "2 of 3 business days in Technical"),
        (2, 3, 5, "1 of 3 business days in Technical"),
        (5, 3, 5, "4 business days in Technical, 1 over the target"),
        (7, 3, 5, "6 business days in Technical, 1 over the most"),
        (5, 3, None, "4 business days in Technical, 1 over the target"),
        (3, None, 5, "2 of at most 5 business days in Technical"),
        (0, 1, None, "1 of 1 business day in Technical"),
    ],
)
def test_it_says_in_words_how_long_and_how_much_too_long(days, target, maximum, words):
    said = pace(FRIDAY + timedelta(days=days), target=target, maximum=maximum)
    assert said.words == words


def test_without_business_days_every_day_counts():
    said = pace(MONDAY, calendar=None)
    assert said.words == "4 days in Technical, 1 over the target"
    assert (said.due_on, said.latest_on) == (date(2026, 11, 22), date(2026, 11, 24))


def test_the_due_day_lies_behind_weekends_and_holidays():
    closed = replace(CALENDAR, off=frozenset({date(2026, 11, 23)}))
    said = pace(MONDAY, calendar=closed)
    assert (said.due_on, said.latest_on) == (date(2026, 11, 25), date(2026, 11, 27))
    assert said.day == 1


def test_who_comes_in_at_the_weekend_has_taken_no_business_day_yet():
    assert pace(FRIDAY + timedelta(days=1), entered_at=FRIDAY + timedelta(days=1)).day == 0


@pytest.mark.parametrize(
    "known", [{"target": None, "maximum": None}, {"entered_at": None}], ids=["targets", "entry"]
)
def test_nothing_is_said_without(known):
    assert pace(MONDAY, **known) is None


@pytest.mark.parametrize("number", [1, 50])
def test_all_paces_cost_one_query(acme, number, django_assert_num_queries):
    opening = make_opening()
    rows = [make_application(opening, stage="technical") for _ in range(number)]
    with django_assert_num_queries(3):  # stays, holds, days off
        readings = read_clocks(rows, acme, now=timezone.now())
    assert all(reading.pace for reading in readings.values())


# The editor of an opening's stages


def sent(opening, **changes):
    rows = list(middle_stages(opening))
    fields = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0, "version": opening.version}
    for place, row in enumerate(rows):
        shape = {"id": row.pk, "kind": row.kind, "name": row.name, "gate": row.gate}
        fields |= {f"form-{place}-{name}": value for name, value in shape.items()}
    return fields | {f"form-0-{name}": value for name, value in changes.items()}


def test_the_editor_saves_targets_and_an_owner(client_of, acme, recruiter, lead):
    opening = make_opening(by=lead)
    page = reverse("pipeline:opening_stages", args=[opening.pk])
    changes = {"target_days": 2, "maximum_days": 4, "owner": recruiter.pk}
    assert client_of(lead).post(page, sent(opening, **changes)).status_code == 302
    screen = stage_of(opening, "screen")
    assert (screen.target_days, screen.maximum_days, screen.owner) == (2, 4, recruiter)
    assert f'<option value="{recruiter.pk}" selected>' in client_of(lead).get(page).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target_days": 5, "maximum_days": 4}, "less than it should take"),
        ({"maximum_days": 0}, "greater than or equal to 1"),
        ({"owner": "nobody"}, "not one of the available choices"),
    ],
)
def test_the_editor_refuses_what_makes_no_sense(client_of, acme, lead, changes, said):
    opening = make_opening(by=lead)
    page = reverse("pipeline:opening_stages", args=[opening.pk])
    answer = client_of(lead).post(page, sent(opening, **changes))
    assert answer.status_code == 422
    assert said in answer.text


def test_an_interviewer_is_offered_for_no_stage(client_of, acme, lead, interviewer):
    opening = make_opening(by=lead)
    page = reverse("pipeline:opening_stages", args=[opening.pk])
    assert str(interviewer.pk) not in client_of(lead).get(page).text
    assert client_of(lead).post(page, sent(opening, owner=interviewer.pk)).status_code == 422
