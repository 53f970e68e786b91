"""Notices in Fortnight: the bell, the list, and what has been read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Digest, Notice
from pipeline.notices.choices import choose
from pipeline.notices.keeping import drop_old_notices
from pipeline.notices.reading import count_unread
from pipeline.notices.telling import tell
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.notice_makers import make_notice
from tests.races import at_once


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead), candidate=make_candidate(name="Amara Osei"))


def say(people, application, **fields):
    words = {"topic": "due", "sentence": "Amara Osei waits.", "href": "/", "key": "one"}
    return tell(people, application=application, **words | fields)


def test_each_is_told_a_thing_once_and_nobody_what_they_did(application, lead, recruiter):
    assert [row.person for row in say([lead, recruiter, None], application, by=lead)] == [recruiter]
    assert [row.person for row in say([lead, recruiter], application)] == [lead]
    assert say([], application) == []


def test_telling_any_number_of_people_costs_the_same(
    application, recruiter, lead, django_assert_num_queries
):
    for people in ([lead], [recruiter, *User.objects.all()]):
        with django_assert_num_queries(4):  # savepoint, rows, which are new, release
            say(people, application, key=f"{len(people)}")


def test_the_name_of_a_candidate_is_not_kept_in_the_row(application, lead):
    (row,) = say([lead], application, sentence="Amara Osei's offer: ask Amara Oseis boss")
    assert row.sentence == "{candidate}'s offer: ask Amara Oseis boss"


def test_two_at_once_tell_a_thing_once(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        lead = User.objects.get(name="Lead")
        application = make_application(make_opening(by=lead))
    told = at_once(acme, *[lambda: say([lead], application)] * 3)
    assert sorted(map(len, told)) == [0, 0, 1]


def test_a_notice_leads_to_what_it_is_about_and_is_read_by_that(application, lead, client_of):
    (row,) = say([lead], application, href=f"/applications/{application.pk}/")
    client = client_of(lead)
    page = client.get("/notices/").content.decode()
    assert "Amara Osei waits." in page
    assert "1 unread" in page
    assert client.get(f"/notices/{row.pk}/")["Location"] == row.href
    assert "You have read them all" in client.get("/notices/").content.decode()


@pytest.mark.parametrize("way", ["", "read/", "unread/"])
def test_another_persons_notice_is_not_there(way, application, lead, recruiter, client_of):
    (row,) = say([lead], application)
    client = client_of(recruiter)
    ask = client.post if way else client.get
    assert ask(f"/notices/{row.pk}/{way}").status_code == 404
    assert "Amara" not in client.get("/notices/").content.decode()


def test_all_are_read_at_once_and_unread_again(application, lead, client_of):
    make_notice(lead, application=application, read_at=timezone.now() - timedelta(days=1))
    for _ in range(3):
        make_notice(lead, application=application)
    client = client_of(lead)
    page = client.post("/notices/read/", follow=True).content.decode()
    assert count_unread(lead) == 0
    undo = page.split('action="/notices/unread/')[1].split('"')[0].replace("&amp;", "&")
    client.post(f"/notices/unread/{undo}")
    assert count_unread(lead) == 3


@pytest.mark.parametrize("at", ["", "yesterday", "2026-01-01", "\x00", "9" * 40])
def test_an_undo_of_no_moment_changes_nothing(at, application, lead, client_of):
    make_notice(lead, application=application, read_at=timezone.now())
    assert client_of(lead).post("/notices/unread/", query_params={"at": at}).status_code == 302
    assert count_unread(lead) == 0


def test_the_bell_counts_what_may_still_be_seen(application, lead, client_of):
    make_notice(lead, application=application)
    make_notice(lead)
    assert ">2<" in client_of(lead).get("/notices/bell/").content.decode()
    application.opening.team.remove(lead)
    assert ">1<" in client_of(lead).get("/notices/bell/").content.decode()


def test_asking_for_the_number_again_costs_little_and_says_nothing_new(
    application, recruiter, client_of, django_assert_num_queries
):
    make_notice(recruiter, application=application)
    client = client_of(recruiter)
    etag = client.get("/notices/bell/version/")["ETag"]
    with django_assert_num_queries(6):  # a bare page, and the count
        again = client.get("/notices/bell/version/", headers={"If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_any_number(
    rows, application, recruiter, client_of, django_assert_num_queries
):
    for _ in range(rows):
        make_notice(recruiter, application=application)
    client = client_of(recruiter)
    with django_assert_num_queries(8):  # a bare page, notices, applications, the count
        assert client.get("/notices/").status_code == 200


def test_earlier_notices_are_on_further_pages(application, recruiter, client_of):
    rows = [make_notice(recruiter, sentence=f"Thing {at}.") for at in range(52)]
    page = client_of(recruiter).get("/notices/").content.decode()
    assert "Thing 51." in page
    assert "Thing 1." not in page
    assert f"?before={rows[2].pk}" in page
    earlier = client_of(recruiter).get(f"/notices/?before={rows[2].pk}").content.decode()
    assert "Thing 1." in earlier
    assert client_of(recruiter).get("/notices/?before=x").status_code == 200


def test_days_are_those_of_the_reader(recruiter, client_of):
    recruiter.time_zone = "Pacific/Auckland"
    recruiter.save()
    row = make_notice(recruiter)
    Notice.objects.filter(pk=row.pk).update(created_at="2026-03-01T20:00:00Z")
    assert "Monday 2 March" in client_of(recruiter).get("/notices/").content.decode()


@pytest.mark.parametrize(("pace", "seen"), [("at_once", True), ("digest", False), ("never", False)])
def test_the_pace_in_fortnight_decides_what_is_shown(pace, seen, recruiter, acme):
    row = make_notice(recruiter, topic="due")
    choose({("due", "in_app"): pace}, by=recruiter)
    assert bool(count_unread(recruiter)) is seen
    Notice.objects.filter(pk=row.pk).update(digested_at=timezone.now())
    assert bool(count_unread(recruiter)) is (pace != "never")


def test_what_was_read_long_ago_is_dropped(acme, recruiter):
    long_ago = timezone.now() - timedelta(days=91)
    make_notice(recruiter, read_at=long_ago)
    kept = [make_notice(recruiter, ago=timedelta(days=91)), make_notice(recruiter)]
    Digest.objects.create(person=recruiter, day="2026-01-01")
    Digest.objects.update(created_at=long_ago)
    drop_old_notices()
    assert set(Notice.objects.all()) == set(kept)
    assert not Digest.objects.exists()
