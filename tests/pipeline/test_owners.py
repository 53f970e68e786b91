"""Whose an application is, and giving it to somebody."""

import pytest
from django.core.exceptions import ValidationError

from config.accounts.models import User
from config.records.models import AuditEntry
from pipeline.models import Application
from pipeline.work_queue.owners import assign, owner_of, owners_of
from tests.factories import make_application, make_opening


def second_recruiter():
    return User.objects.create(name="Robin Vale", email="robin@example.com", roles=["recruiter"])


def test_without_a_name_the_first_recruiter_of_the_team_sees_to_it(acme, recruiter, lead):
    opening = make_opening(by=lead)
    application = make_application(opening, by=lead)
    assert owner_of(application) == lead
    opening.memberships.create(user=recruiter)
    assert owner_of(application) == recruiter


def test_the_stage_names_its_owner_before_the_application_does(acme, recruiter, lead):
    opening, robin = make_opening(by=lead), second_recruiter()
    application = make_application(opening, by=lead, owner=recruiter)
    assert owner_of(application) == recruiter
    opening.stages.filter(pk=application.stage_id).update(owner=robin)
    application.refresh_from_db()
    assert owner_of(application) == robin


def test_who_left_is_passed_over(acme, recruiter, lead):
    application = make_application(make_opening(by=lead), by=lead, owner=recruiter)
    User.objects.filter(pk=recruiter.pk).update(is_active=False)
    assert owner_of(application) == lead


def test_a_lead_who_left_the_team_is_passed_over(acme, recruiter, lead):
    opening = make_opening(by=recruiter)
    assert owner_of(make_application(opening, by=recruiter, owner=lead)) == recruiter


def test_without_a_team_it_is_nobodys(acme):
    assert owner_of(make_application(make_opening())) is None


@pytest.mark.parametrize("number", [1, 50])
def test_owners_cost_the_same_for_any_number(acme, lead, number, django_assert_num_queries):
    opening = make_opening(by=lead)
    for _ in range(number):
        make_application(opening, by=lead, owner=lead)
    applications = list(Application.objects.all())
    with django_assert_num_queries(3):  # stages, teams, people
        assert set(owners_of(applications).values()) == {lead}


def test_assigning_says_whose_it_was_and_leaves_a_trace(acme, recruiter, lead):
    application = make_application(make_opening(by=lead), by=lead)
    assert assign(application, recruiter, by=lead) is None
    assert assign(application, None, by=recruiter) == recruiter
    entry = AuditEntry.objects.filter(table="pipeline_application", row_id=application.pk).last()
    assert entry.actor == str(recruiter.pk)
    application.refresh_from_db()
    assert application.owner is None


@pytest.mark.parametrize("who", ["interviewer", "admin", "lead"])
def test_nobody_is_given_what_they_cannot_see_to(acme, recruiter, request, who):
    application = make_application(make_opening(by=recruiter), by=recruiter)
    with pytest.raises(ValidationError):
        assign(application, request.getfixturevalue(who), by=recruiter)
    application.refresh_from_db()
    assert application.owner is None
