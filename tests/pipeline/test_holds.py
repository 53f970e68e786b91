"""Holding a clock, and letting it go on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from config.records.models import AuditEntry
from pipeline.clock_reading import read_clocks
from pipeline.holding import hold, release
from pipeline.models import Hold
from pipeline.moves import reject, withdraw
from tests.factories import make_application, make_opening

NOW = timezone.now


@pytest.fixture
def application(acme, lead):
    start = NOW() - timedelta(days=8)
    return make_application(make_opening(by=lead), first_contact_at=start, happened_at=start)


def test_a_hold_begins_now_and_has_no_end_until_released(application, recruiter):
    held = hold(application, by=recruiter, reason="  Travelling  ")
    assert held.reason == "Travelling"
    assert held.by == recruiter
    assert held.ends_at is None
    release(held, by=recruiter)
    held.refresh_from_db()
    assert held.starts_at < held.ends_at <= NOW()


def test_overlapping_holds_are_allowed_and_counted_once(application, recruiter, acme):
    start = NOW() - timedelta(days=4)
    for _ in range(2):
        hold(
            application,
            by=recruiter,
            reason="Travelling",
            starts_at=start,
            ends_at=start + timedelta(days=2),
        )
    clock = read_clocks([application], acme)[application.pk].clock
    assert clock.held_days == pytest.approx(2)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "   "}, "reason"),
        ({"reason": "x" * 201}, "reason"),
        ({"reason": "Late", "starts_at": NOW(), "ends_at": NOW() - timedelta(days=1)}, "ends_at"),
        ({"reason": "Late", "ends_at": NOW() - timedelta(days=1)}, "ends_at"),
    ],
)
def test_a_hold_that_cannot_be_is_refused(fields, field, application, recruiter):
    with pytest.raises(ValidationError) as refusal:
        hold(application, by=recruiter, **fields)
    assert list(refusal.value.error_dict) == [field]
    assert not Hold.objects.exists()


def test_a_hold_that_ends_when_it_starts_holds_nothing(application, recruiter):
    at = NOW()
    with pytest.raises(ValidationError):
        hold(application, by=recruiter, reason="Late", starts_at=at, ends_at=at)


@pytest.mark.parametrize("close", [reject, withdraw])
def test_a_closed_application_has_no_clock_to_hold(close, application, recruiter):
    close(application, by=recruiter, reason="Over")
    with pytest.raises(ValidationError, match="no running clock"):
        hold(application, by=recruiter, reason="Travelling")


def test_without_first_contact_there_is_no_clock_to_hold(acme, lead, recruiter):
    application = make_application(make_opening(by=lead), first_contact_at=None)
    with pytest.raises(ValidationError, match="no running clock"):
        hold(application, by=recruiter, reason="Travelling")


def test_once_the_offer_is_out_there_is_no_clock_to_hold(application, recruiter):
    application.offered_at = NOW()
    application.save()
    with pytest.raises(ValidationError, match="no running clock"):
        hold(application, by=recruiter, reason="Travelling")


def test_a_hold_is_not_released_twice(application, recruiter):
    held = hold(application, by=recruiter, reason="Travelling")
    release(held, by=recruiter)
    with pytest.raises(ValidationError, match="over already"):
        release(held, by=recruiter)


def test_a_hold_that_has_not_begun_is_called_off(application, recruiter):
    held = hold(application, by=recruiter, reason="Travelling", starts_at=NOW() + timedelta(days=1))
    release(held, by=recruiter)
    assert not Hold.objects.exists()
    entry = AuditEntry.objects.filter(table="pipeline_hold").last()
    assert (entry.action, entry.actor) == ("delete", str(recruiter.pk))


def address(application):
    return reverse("pipeline:hold", args=[application.pk])


def test_a_usual_reason_is_picked_and_the_page_says_so(application, client_of, recruiter):
    client = client_of(recruiter)
    answer = client.post(
        address(application),
        {"usual": "Candidate is travelling", "words": "back <b>Monday</b>"},
        follow=True,
    )
    page = answer.content.decode()
    assert "Held: Candidate is travelling: back &lt;b&gt;Monday&lt;/b&gt;" in page
    answer = client.post(reverse("pipeline:release_hold", args=[Hold.objects.get().pk]))
    assert answer.status_code == 302
    assert Hold.objects.get().ends_at is not None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say why the clock is held."),
        ({"usual": "No such reason"}, "Select a valid choice"),
        ({"words": "x" * 201}, "at most 200 characters"),
        ({"usual": "Candidate is travelling", "words": "x" * 190}, "at most 200 characters"),
        (
            {"words": "Late", "starts_at": "2026-03-02T10:00", "ends_at": "2026-03-01T10:00"},
            "A hold ends after it starts.",
        ),
        ({"words": "Late", "starts_at": "2025-03-30T02:30"}, "there was none such"),
    ],
)
def test_a_form_that_cannot_be_is_refused_in_place(
    typed, sentence, application, client_of, recruiter
):
    answer = client_of(recruiter).post(address(application), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Hold.objects.exists()


def test_the_form_says_that_a_closed_application_cannot_be_held(application, client_of, recruiter):
    reject(application, by=recruiter, reason="Over")
    client = client_of(recruiter)
    assert "There is no running clock to hold." in client.get(address(application)).content.decode()
    answer = client.post(address(application), {"words": "Late"})
    assert answer.status_code == 422


def test_a_hold_is_not_to_be_found_by_who_is_not_on_the_team(acme, client_of, lead, recruiter):
    application = make_application(make_opening(by=recruiter))
    held = hold(application, by=recruiter, reason="Travelling")
    client = client_of(lead)
    assert client.get(address(application)).status_code == 404
    assert client.post(reverse("pipeline:release_hold", args=[held.pk])).status_code == 404
    held.refresh_from_db()
    assert held.ends_at is None
