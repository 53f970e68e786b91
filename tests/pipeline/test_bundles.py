"""Notices at once: together, once, and only what is still to be told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.blind.hiding import alias_of
from pipeline.models import ChatHook
from pipeline.notices.bundles import send_bundles
from pipeline.notices.choices import choose
from tests.blindness import make_applicant, told_by
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.notice_makers import make_notice
from tests.races import at_once

OLD, HOUR = timedelta(minutes=3), timedelta(hours=1)


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead), candidate=make_candidate(name="Amara Osei"))


def mails():
    return list(OutboxMessage.objects.filter(hook="").order_by("id"))


def test_what_came_shortly_after_another_goes_out_with_it(application, lead):
    make_notice(lead, application=application)
    assert send_bundles() == 0
    make_notice(lead, application=application, ago=OLD, sentence="{candidate} wrote to you.")
    assert send_bundles() == 1
    assert send_bundles() == 0
    (mail,) = mails()
    assert (mail.to, mail.subject) == (lead.email, "2 notices from Acme")
    for text in (mail.body, mail.html):
        assert "Amara Osei wrote to you." in text
        assert "/account/notices/" in text
        assert "/notices/" in text


def test_one_alone_is_its_own_subject(application, lead):
    make_notice(lead, application=application, ago=OLD)
    send_bundles()
    assert mails()[0].subject == "Robin mentioned you in a note about Amara Osei"


def test_what_was_read_meanwhile_is_not_mailed(application, lead):
    make_notice(lead, application=application, ago=OLD, read_at=timezone.now())
    assert send_bundles() == 0


def test_who_lost_access_meanwhile_is_not_written_to(application, lead):
    make_notice(lead, application=application, ago=OLD)
    application.opening.team.remove(lead)
    assert send_bundles() == 0
    application.opening.team.add(lead)
    assert send_bundles() == 0
    assert mails() == []


def test_who_has_left_is_not_written_to(application, lead):
    make_notice(lead, application=application, ago=OLD)
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert send_bundles() == 0


def test_somebody_hidden_is_mailed_about_under_the_alias(acme, lead, recruiter):
    application, _ = make_applicant(make_opening(by=lead, is_blind=True), recruiter)
    make_notice(lead, application=application, ago=OLD)
    send_bundles()
    (mail,) = mails()
    assert alias_of(application) in mail.subject
    assert told_by(f"{mail.subject}{mail.body}{mail.html}".encode()) == []


@pytest.mark.parametrize("pace", ["digest", "never"])
def test_who_chose_so_is_not_mailed_at_once_nor_of_the_past_afterwards(pace, application, lead):
    choose({("mention", "mail"): pace}, by=lead)
    make_notice(lead, application=application, ago=HOUR)
    assert send_bundles() == 0
    choose({("mention", "mail"): "at_once"}, by=lead)
    assert send_bundles() == (0 if pace == "never" else 1)


def test_what_a_long_absence_left_behind_is_no_news(application, lead):
    make_notice(lead, application=application, ago=timedelta(days=8))
    assert send_bundles() == 0


def test_a_chat_is_told_the_opening_and_never_the_candidate(application, lead, settings):
    settings.CHAT_HOSTS = ["hooks.example.com"]
    ChatHook.objects.create(person=lead, url="https://hooks.example.com/x")
    make_notice(lead, application=application, ago=OLD)
    assert send_bundles() == 2
    post = OutboxMessage.objects.exclude(hook="").get()
    assert "Amara" not in post.body
    assert f"a candidate. ({application.opening.title})" in post.body


def test_no_chat_is_posted_to_where_the_operator_offers_none(application, lead, settings):
    settings.CHAT_HOSTS = []
    ChatHook.objects.create(person=lead, url="https://hooks.example.com/x")
    make_notice(lead, application=application, ago=OLD)
    send_bundles()
    assert not OutboxMessage.objects.exclude(hook="").exists()


@pytest.mark.parametrize("people", [1, 40])
def test_a_round_in_which_nothing_is_due_costs_the_same_for_any_number(
    people, acme, django_assert_num_queries
):
    for at in range(people):
        person = User.objects.create(name=f"P{at}", email=f"p{at}@example.com", roles=["admin"])
        make_notice(person)
    with django_assert_num_queries(1):
        send_bundles()


def test_two_workers_send_each_person_one_mail(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        people = list(User.objects.filter(roles__overlap=["recruiter", "hiring_lead"]))
        for person in people:
            make_notice(person, ago=OLD)
    at_once(acme, send_bundles, send_bundles, send_bundles)
    with inside(acme):
        assert sorted(mail.to for mail in mails()) == sorted(person.email for person in people)
