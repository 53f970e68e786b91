"""When a clock starts, and putting that right."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from config.records.models import AuditEntry
from pipeline.first_contact import correct_first_contact, first_contact, record_reply
from pipeline.moves import reject
from tests.factories import make_application, make_opening

WROTE = datetime(2026, 3, 2, 9, tzinfo=UTC)
REPLIED = datetime(2026, 3, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("origin", "rule", "start"),
    [
        ("applied", "reply", WROTE),
        ("applied", "outreach", WROTE),
        ("referred", "reply", WROTE),
        ("imported", "reply", WROTE),
        ("sourced", "reply", REPLIED),
        ("sourced", "outreach", WROTE),
    ],
)
def test_the_clock_starts_by_how_they_came_and_by_the_companys_rule(origin, rule, start):
    assert first_contact(origin, WROTE, REPLIED, rule) == start


def test_whom_we_wrote_to_has_no_clock_before_they_reply():
    assert first_contact("sourced", WROTE, None, "reply") is None


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead), first_contact_at=timezone.now())


@pytest.fixture
def sourced(acme, lead):
    wrote_at = timezone.now() - timedelta(days=3)
    return make_application(
        make_opening(by=lead),
        origin="sourced",
        first_contact_at=None,
        outreach_at=wrote_at,
        happened_at=wrote_at,
    )


def test_the_first_reply_starts_the_clock(sourced, recruiter):
    at = timezone.now() - timedelta(hours=2)
    record_reply(sourced, by=recruiter, at=at)
    sourced.refresh_from_db()
    assert sourced.first_contact_at == at


def test_a_second_reply_changes_nothing(sourced, recruiter):
    record_reply(sourced, by=recruiter)
    with pytest.raises(ValidationError, match="No reply is waited for"):
        record_reply(sourced, by=recruiter)


def test_a_reply_cannot_come_before_we_wrote(sourced, recruiter):
    with pytest.raises(ValidationError, match="before we wrote"):
        record_reply(sourced, by=recruiter, at=sourced.outreach_at - timedelta(minutes=1))


def test_a_closed_application_waits_for_no_reply(sourced, recruiter):
    reject(sourced, by=recruiter, reason="No answer")
    with pytest.raises(ValidationError, match="No reply is waited for"):
        record_reply(sourced, by=recruiter)


def test_a_correction_leaves_its_trace(application, recruiter):
    before = application.first_contact_at
    at = before - timedelta(days=5)
    correct_first_contact(application, by=recruiter, at=at)
    entry = AuditEntry.objects.filter(table="pipeline_application", action="update").last()
    assert entry.actor == str(recruiter.pk)
    assert set(entry.after) == {"first_contact_at"}
    assert datetime.fromisoformat(entry.before["first_contact_at"]) == before


def test_first_contact_does_not_lie_in_the_future(application, recruiter):
    with pytest.raises(ValidationError, match="future"):
        correct_first_contact(application, by=recruiter, at=timezone.now() + timedelta(hours=1))


def test_first_contact_does_not_come_after_the_clock_stopped(application, recruiter):
    reject(application, by=recruiter, reason="Not yet")
    application.refresh_from_db()
    with pytest.raises(ValidationError, match="after the clock stopped"):
        correct_first_contact(
            application, by=recruiter, at=application.ended_at + timedelta(microseconds=1)
        )


def address(application, name):
    return reverse(f"pipeline:{name}", args=[application.pk])


def test_the_page_of_somebody_we_wrote_to_offers_to_record_the_reply(sourced, client_of, recruiter):
    client = client_of(recruiter)
    page = client.get(address(sourced, "application"))
    assert "They replied just now" in page.content.decode()
    answer = client.post(address(sourced, "record_reply"), {"at": ""}, follow=True)
    assert "Day 1 of 14" in answer.content.decode()
    assert "They replied just now" not in answer.content.decode()


def test_a_time_is_meant_in_the_companys_zone(application, client_of, recruiter):
    """Berlin is two hours ahead in summer."""
    answer = client_of(recruiter).post(
        address(application, "first_contact"), {"at": "2025-07-01T10:30"}
    )
    assert answer.status_code == 302
    application.refresh_from_db()
    assert application.first_contact_at == datetime(2025, 7, 1, 8, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_first_is_meant(application, client_of, recruiter):
    client_of(recruiter).post(address(application, "first_contact"), {"at": "2025-10-26T02:30"})
    application.refresh_from_db()
    assert application.first_contact_at == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "This field is required."),
        ("soon", "Write a date and a time of day."),
        ("2025-02-30T10:00", "Write a date and a time of day."),
        ("2025-03-30T02:30", "there was none such"),
        ("0001-01-01T00:00", "This year cannot be meant."),
        ("9999-12-31T23:59", "This year cannot be meant."),
        ("2090-01-01T00:00", "This lies in the future."),
        ("2025-07-01T10:30\x00", "Write a date and a time of day."),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_place(
    typed, sentence, application, client_of, recruiter
):
    before = application.first_contact_at
    answer = client_of(recruiter).post(address(application, "first_contact"), {"at": typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    application.refresh_from_db()
    assert application.first_contact_at == before


def test_the_form_shows_what_stands_in_the_companys_zone(application, client_of, recruiter):
    at = datetime(2025, 7, 1, 22, 30, tzinfo=UTC)
    correct_first_contact(application, by=recruiter, at=at)
    page = client_of(recruiter).get(address(application, "first_contact"))
    assert 'value="2025-07-02T00:30"' in page.content.decode()
