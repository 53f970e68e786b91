"""The daily digest: at eight of each person's own day, once, of what is new."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.blind.hiding import alias_of
from pipeline.models import ChatHook, Digest, Notice
from pipeline.notices.choices import choose
from pipeline.notices.digests import due_people, send_digests
from pipeline.queue import FINDERS, SOURCES, QueueItem
from tests.blindness import make_applicant, told_by
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.notice_makers import make_notice
from tests.races import at_once

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def waits():
    """Return a function by which something waits; else nothing does."""
    kept = FINDERS[:], SOURCES[:]
    FINDERS[:], SOURCES[:] = [], []
    yield FINDERS.append
    FINDERS[:], SOURCES[:] = kept


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead), candidate=make_candidate(name="Amara Osei"))


def eight_today(zone=BERLIN):
    """A moment at which the digest of today, in that zone, is due."""
    now = timezone.now().astimezone(zone)
    return now.replace(hour=8, minute=0, second=0, microsecond=0)


def mails(person=None):
    rows = OutboxMessage.objects.filter(hook="").order_by("id")
    return list(rows.filter(to=person.email) if person else rows)


def followed(person, application, **fields):
    return make_notice(person, topic="followed", application=application, **fields)


def test_it_tells_what_waits_and_what_is_new_and_where_to_choose(application, lead, waits):
    item = QueueItem("Decide", "Bo Lind", "Search ML", "/x/", days_left=2)
    waits(lambda user, company: [item])
    followed(lead, application, sentence="Robin moved {candidate} to Screen.")
    send_digests(now=eight_today())
    (mail,) = mails(lead)
    for text in (mail.body, mail.html):
        for words in ("Decide", "Bo Lind", "2 days left", "Robin moved Amara Osei to Screen."):
            assert words in text
        assert "/account/notices/" in text
    assert Digest.objects.get(person=lead).number == 2


def test_a_day_with_nothing_to_tell_brings_no_mail_and_is_done(acme, lead):
    assert lead in due_people(eight_today())
    send_digests(now=eight_today())
    assert mails() == []
    assert due_people(eight_today()) == []


def test_it_comes_once_a_day_and_tells_nothing_twice(application, lead):
    followed(lead, application)
    send_digests(now=eight_today())
    send_digests(now=eight_today() + timedelta(hours=3))
    assert len(mails(lead)) == 1
    send_digests(now=eight_today() + timedelta(days=1))
    assert len(mails(lead)) == 1


def test_what_was_read_mailed_or_never_wanted_is_not_in_it(application, lead):
    choose({("due", "mail"): "never"}, by=lead)
    followed(lead, application, read_at=timezone.now())
    make_notice(lead, topic="due", application=application)
    make_notice(lead, topic="mention", application=application)
    send_digests(now=eight_today())
    assert mails() == []


def test_who_wants_no_mail_of_what_is_due_gets_no_list_of_it(acme, lead, waits):
    waits(lambda user, company: [QueueItem("Do", "", "It", "/")])
    choose({("due", "mail"): "never"}, by=lead)
    send_digests(now=eight_today())
    assert mails(lead) == []


def test_who_lost_access_is_told_nothing_in_it(application, lead):
    followed(lead, application)
    application.opening.team.remove(lead)
    send_digests(now=eight_today())
    assert mails() == []


def test_somebody_hidden_stands_in_it_under_the_alias(acme, lead, recruiter):
    application, _ = make_applicant(make_opening(by=lead, is_blind=True), recruiter)
    followed(lead, application)
    send_digests(now=eight_today())
    (mail,) = mails(lead)
    assert alias_of(application) in mail.body
    assert told_by(f"{mail.body}{mail.html}".encode()) == []


def test_what_waits_for_the_digest_in_fortnight_is_shown_after_it(application, lead, client_of):
    choose({("followed", "in_app"): "digest", ("followed", "mail"): "never"}, by=lead)
    followed(lead, application)
    assert "Amara" not in client_of(lead).get("/notices/").content.decode()
    send_digests(now=eight_today())
    assert "Amara" in client_of(lead).get("/notices/").content.decode()
    assert mails() == []


def test_a_chat_gets_its_digest_too_and_no_names(application, lead, settings):
    settings.CHAT_HOSTS = ["hooks.example.com"]
    ChatHook.objects.create(person=lead, url="https://hooks.example.com/x")
    choose({("followed", "chat"): "digest"}, by=lead)
    followed(lead, application)
    send_digests(now=eight_today())
    post = OutboxMessage.objects.exclude(hook="").get()
    assert "Amara" not in post.body
    assert "New since the last digest" in post.body


@pytest.mark.parametrize(
    ("zone", "moment", "is_due"),
    [
        ("", "2026-11-24T06:59:59Z", False),
        ("", "2026-11-24T07:00:00Z", True),
        ("", "2026-11-24T22:59:00Z", True),
        ("", "2026-11-24T23:01:00Z", False),
        ("America/New_York", "2026-11-24T12:59:00Z", False),
        ("America/New_York", "2026-11-24T13:00:00Z", True),
        ("Asia/Kolkata", "2026-11-24T02:30:00Z", True),
        ("Europe/Berlin", "2026-03-29T05:59:00Z", False),
        ("Europe/Berlin", "2026-03-29T06:00:00Z", True),
        ("Europe/Berlin", "2026-10-25T06:59:00Z", False),
        ("Europe/Berlin", "2026-10-25T07:00:00Z", True),
        ("Pacific/Apia", "2026-11-23T19:00:00Z", True),
    ],
)
def test_eight_is_that_of_the_person_also_where_the_clock_is_changed(zone, moment, is_due, lead):
    User.objects.filter(pk=lead.pk).update(time_zone=zone)
    assert (lead in due_people(datetime.fromisoformat(moment))) is is_due


@pytest.mark.parametrize("day", [SPRING, AUTUMN], ids=["23 hours", "25 hours"])
def test_a_day_of_23_or_25_hours_has_one_digest(day, lead, application):
    User.objects.filter(pk=lead.pk).update(time_zone="Europe/Berlin")
    for hour in range(-2, 26):
        send_digests(now=day + timedelta(hours=hour))
    days = list(Digest.objects.filter(person=lead).values_list("day", flat=True))
    assert days.count(day.date()) == 1
    assert len(set(days)) == len(days)


def test_a_worker_that_was_away_at_eight_sends_it_later_that_day(application, lead):
    followed(lead, application)
    send_digests(now=eight_today() + timedelta(hours=9))
    assert len(mails(lead)) == 1


def test_a_zone_that_is_none_any_more_counts_as_the_companys(lead):
    User.objects.filter(pk=lead.pk).update(time_zone="Europe/Atlantis")
    assert lead in due_people(MORNING)


def test_who_has_left_or_may_do_nothing_gets_none(acme, lead, outsider):
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert not {lead, outsider} & set(due_people(MORNING))


def test_what_is_wrong_with_one_keeps_nobody_else_from_theirs(application, lead, recruiter, waits):
    def find(user, company):
        if user == lead:
            raise RuntimeError("broken")
        return [QueueItem("Decide", "", "Search", "/")]

    waits(find)
    send_digests(now=eight_today())
    assert len(mails(recruiter)) == 1
    assert lead in due_people(eight_today())


@pytest.mark.parametrize("people", [1, 40])
def test_a_round_in_which_nobody_is_due_costs_the_same_for_any_number(
    people, acme, django_assert_num_queries
):
    send_digests(now=MORNING)
    for at in range(people):
        person = User.objects.create(name=f"P{at}", email=f"p{at}@example.com", roles=["admin"])
        Digest.objects.create(person=person, day=MORNING.date())
    with django_assert_num_queries(2):  # zones, people
        send_digests(now=MORNING)


def test_two_workers_write_one_digest(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        people = [User.objects.get(name=name) for name in ("Lead", "Recruiter")]
        for person in people:
            make_notice(person, topic="followed", sentence="Something happened.")
        due = len(due_people(eight_today()))
    sent = at_once(acme, *[lambda: send_digests(now=eight_today())] * 3)
    assert not [each for each in sent if isinstance(each, Exception)]
    with inside(acme):
        assert Digest.objects.count() == due
        assert sorted(mail.to for mail in mails()) == sorted(person.email for person in people)
        assert not Notice.objects.filter(digested_at=None).exists()
