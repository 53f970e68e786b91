"""The company page and its settings."""

import pytest
from django.core.exceptions import ValidationError

from config.records.company_settings import change_company
from config.records.models import AuditEntry
from config.tenancy.models import Company
from config.tenancy.schemas import outside

SETTINGS = {
    "name": "Acme Labs",
    "time_zone": "Asia/Tokyo",
    "clock_days": "21",
    "clock_start": "outreach",
    "approvals_needed": "0",
}


def stored(slug):
    with outside():
        return Company.objects.get(slug=slug)


def test_an_admin_changes_the_settings(client_of, admin):
    client = client_of(admin)
    assert client.post("/company/edit/", SETTINGS).url == "/company/"
    company = stored("acme")
    assert (company.name, company.time_zone) == ("Acme Labs", "Asia/Tokyo")
    assert (company.clock_days, company.clock_start) == (21, "outreach")
    assert "Acme Labs" in client.get("/company/").text


def test_the_trail_has_what_differs_and_no_more(acme, admin):
    change_company(acme, by=admin, name="Acme", time_zone="Asia/Tokyo")
    entry = AuditEntry.objects.latest("id")
    assert (entry.actor, entry.table, entry.row_id) == (
        str(admin.pk),
        "tenancy_company",
        acme.pk,
    )
    assert entry.before == {"time_zone": "Europe/Berlin"}
    assert entry.after == {"time_zone": "Asia/Tokyo"}


def test_settings_that_are_left_as_they_were_are_noted_as_seen(acme, admin):
    change_company(acme, by=admin, name="Acme")
    assert AuditEntry.objects.latest("id").after == {}


def test_the_rival_keeps_its_own(client_of, admin, globex):
    client_of(admin).post("/company/edit/", SETTINGS)
    assert stored("globex").name == "Globex"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This field is required"),
        ("time_zone", "Mars/Olympus", "is no time zone"),
        ("clock_days", "0", "greater than or equal to 1"),
        ("clock_days", "366", "less than or equal to 365"),
        ("clock_start", "never", "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(client_of, admin, field, value, sentence):
    response = client_of(admin).post("/company/edit/", {**SETTINGS, field: value})
    assert response.status_code == 422
    assert sentence in response.text
    assert stored("acme").name == "Acme"


def test_the_rule_holds_without_the_form_as_well(acme, admin):
    with pytest.raises(ValidationError) as caught:
        change_company(acme, by=admin, clock_days=400)
    assert "clock_days" in str(caught.value) or "range" in str(caught.value)
    assert stored("acme").clock_days == 14


@pytest.mark.parametrize(
    ("who", "seen", "edited"),
    [
        ("admin", 200, 200),
        ("recruiter", 200, 403),
        ("lead", 200, 403),
        ("interviewer", 403, 403),
        ("outsider", 403, 403),
    ],
)
def test_each_role_sees_what_it_may(who, seen, edited, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/company/").status_code == seen
    assert client.get("/company/edit/").status_code == edited
    assert client.post("/company/edit/", SETTINGS).status_code == (302 if edited == 200 else 403)


@pytest.mark.parametrize(
    ("who", "links"),
    [
        ("admin", {"People", "API tokens", "Audit trail", "Email templates", "Import"}),
        ("recruiter", {"People", "API tokens", "Email templates", "Import"}),
        ("lead", {"People", "API tokens"}),
    ],
)
def test_the_company_page_leads_where_one_may_go(who, links, request, client_of):
    page = client_of(request.getfixturevalue(who)).get("/company/").text
    sections = {"People", "API tokens", "Audit trail", "Email templates", "Import"}
    assert {name for name in sections if f">{name}</a>" in page} == links


def test_times_on_pages_are_of_the_companys_zone(client_of, admin, acme):
    from config.records.trail import read_trail

    change_company(acme, by=admin, time_zone="Pacific/Kiritimati")  # 14 hours ahead
    page = client_of(admin).get("/audit/")
    moment = read_trail()[0][0].happened_at.astimezone(stored("acme").zone)
    assert moment.strftime("%H:%M:%S") in page.text


def test_the_company_page_costs_one_query_of_its_own(client_of, admin, django_assert_num_queries):
    client = client_of(admin)
    with django_assert_num_queries(6):  # search_path, company, search_path, session, user; steps
        client.get("/company/")
