"""The way from a new company to its first candidate."""

import pytest

from config.accounts.models import User
from config.records.company_settings import change_company
from panels.models import PanelSeat
from pipeline.checklist import STEPS, checklist
from pipeline.invitations import invite
from pipeline.models import Process
from pipeline.openings import change_status
from tests.factories import make_application, make_opening, stage_of


@pytest.fixture
def founder(acme):
    """The one person of a company that was just founded in UTC."""
    User.objects.all().delete()
    acme.time_zone = "UTC"
    roles = ["admin", "recruiter", "hiring_lead"]
    return User.objects.create(email="founder@example.com", name="Founder", roles=roles)


def done(company, user):
    return {
        step.key
        for step, progress in zip(
            sorted(STEPS, key=lambda step: step.order),
            checklist(company, user).steps,
            strict=True,
        )
        if progress.is_done
    }


def test_a_new_company_has_all_of_the_way_before_it(acme, founder):
    way = checklist(acme, founder)
    assert done(acme, founder) == set()
    assert (way.done, way.is_complete) == (0, False)
    assert all(step.href for step in way.steps)


def test_settings_are_settled_by_a_zone_or_by_saving_them(acme, founder):
    change_company(acme, by=founder, time_zone="UTC")
    assert done(acme, founder) == {"settings"}


def test_an_invitation_is_as_good_as_a_colleague(acme, founder):
    invite(acme, email="n@example.com", name="N", roles=["recruiter"], by=founder)
    assert done(acme, founder) == {"people"}


def test_each_deed_ticks_its_step_off_until_nothing_is_left(acme, founder):
    opening = make_opening(by=founder, status="draft")
    assert done(acme, founder) == {"process", "opening"}
    change_status(opening, "open", by=founder)
    assert done(acme, founder) == {"process", "opening", "open"}
    PanelSeat.objects.create(stage=stage_of(opening, "screen"), interviewer=founder)
    assert done(acme, founder) == {"process", "opening", "open", "panel"}
    make_application(opening, by=founder)
    assert done(acme, founder) == {"process", "opening", "open", "panel", "candidate"}
    acme.time_zone = "Europe/Berlin"
    User.objects.create(email="n@example.com", name="N", roles=["recruiter"])
    assert checklist(acme, founder).is_complete


def test_an_edited_process_was_looked_at(acme, founder):
    from config.records.audit import acting

    with acting(founder):
        process = Process.objects.get(is_default=True)
        process.name = "Ours"
        process.save()
    assert done(acme, founder) == {"process"}


def test_steps_inside_an_opening_lead_into_the_newest(acme, founder):
    links = {step.title: step.href for step in checklist(acme, founder).steps}
    assert links["Seat the first panel"] == "/openings/"
    make_opening(by=founder)
    newest = make_opening(by=founder)
    links = {step.title: step.href for step in checklist(acme, founder).steps}
    assert links["Seat the first panel"] == f"/openings/{newest.pk}/panel/"
    assert links["Add the first candidate"] == f"/openings/{newest.pk}/board/"


def test_what_somebody_else_has_to_do_has_no_link(acme, admin):
    links = {step.title: bool(step.href) for step in checklist(acme, admin).steps}
    assert links["Invite your colleagues"]
    assert not links["Create the first opening"]


@pytest.mark.parametrize("who", ["recruiter", "interviewer", "outsider"])
def test_it_is_for_admins_and_leads(who, request, acme):
    assert checklist(acme, request.getfixturevalue(who)) is None


def test_it_costs_one_query_and_the_step_into_the_schema(acme, founder, django_assert_num_queries):
    User.objects.count()
    with django_assert_num_queries(1):
        checklist(acme, founder)


def test_the_company_page_shows_it_until_it_is_complete(client_of, admin, lead, acme):
    assert "On the way to your first candidate" in client_of(admin).get("/company/").text
    opening = make_opening(by=lead)
    PanelSeat.objects.create(stage=stage_of(opening, "screen"), interviewer=lead)
    make_application(opening, by=lead)
    assert "On the way to your first candidate" not in client_of(admin).get("/company/").text
