"""The pages and the API of escalation rules."""

import pytest
from django.urls import reverse

from config.tenancy.schemas import inside
from pipeline.models import Escalation
from tests.factories import make_opening

PAGE = "/escalations/"
SAID = {"name": "Tell early", "measure": "targets", "spare_days": "2", "to": "owner"}


@pytest.fixture
def opening(acme, lead):
    Escalation.objects.all().delete()
    return make_opening(by=lead, title="Speech ML")


def test_a_rule_is_added_switched_off_deleted_and_put_back(client_of, opening, recruiter):
    page = client_of(recruiter)
    assert page.post(PAGE, {**SAID, "opening": opening.pk}).status_code == 302
    rule = Escalation.objects.get()
    assert (rule.opening, rule.spare_days, rule.is_on) == (opening, 2, True)
    page.post(reverse("pipeline:switch_escalation", args=[rule.pk]))
    rule.refresh_from_db()
    assert not rule.is_on
    told = page.post(reverse("pipeline:delete_escalation", args=[rule.pk]), follow=True).text
    assert not Escalation.objects.exists()
    [undo] = [part.split('"')[0] for part in told.split('action="')[1:] if "restore" in part]
    page.post(undo.replace("&amp;", "&"))
    again = Escalation.objects.get()
    kept = ("name", "opening", "spare_days", "to", "is_on")
    assert [getattr(again, name) for name in kept] == [getattr(rule, name) for name in kept]


@pytest.mark.parametrize(
    "wrong",
    [
        {"spare_days": "61"},
        {"spare_days": "soon"},
        {"name": "a\0b"},
        {"name": "x" * 121},
        {"to": "everyone"},
        {"measure": "mood"},
        {"opening": "x"},
    ],
)
def test_what_makes_no_sense_is_refused(client_of, opening, recruiter, wrong):
    assert client_of(recruiter).post(PAGE, {**SAID, **wrong}).status_code == 422
    assert not Escalation.objects.exists()


def test_a_lead_makes_rules_for_their_openings_alone(client_of, opening, lead, recruiter):
    page = client_of(lead)
    assert page.post(PAGE, SAID).status_code == 422
    other = make_opening(by=recruiter)
    assert page.post(PAGE, {**SAID, "opening": other.pk}).status_code == 422
    assert page.post(PAGE, {**SAID, "opening": opening.pk}).status_code == 302
    company_rule = Escalation.objects.create(name="Everybody")
    hidden = Escalation.objects.create(name="Not yours", opening=other)
    shown = page.get(PAGE).text
    assert "Everybody" in shown
    assert "Not yours" not in shown
    for rule in (company_rule, hidden):
        assert page.post(reverse("pipeline:delete_escalation", args=[rule.pk])).status_code == 404


def test_an_interviewer_has_no_rules(client_of, opening, interviewer):
    assert client_of(interviewer).get(PAGE).status_code == 403


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_any_number(
    client_of, opening, recruiter, django_assert_num_queries, rows
):
    for number in range(rows):
        Escalation.objects.create(name=f"Rule {number}", opening=opening)
    client = client_of(recruiter)
    with django_assert_num_queries(7):  # SET, company, SET, session, user, rules, openings
        client.get(PAGE)


def test_a_rivals_rule_is_out_of_reach(client_of, opening, globex, recruiter):
    with inside(globex):
        theirs = Escalation.objects.get()
    for name in ("delete_escalation", "switch_escalation"):
        address = reverse(f"pipeline:{name}", args=[theirs.pk])
        assert client_of(recruiter).post(address).status_code == 404
