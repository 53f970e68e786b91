"""The audit trail on screen."""

import pytest

from config.records.audit import acting, note
from config.records.models import AuditEntry
from config.records.people import change_person
from config.records.trail import PAGE, read_trail
from config.tenancy.ids import new_id
from config.tenancy.schemas import inside


def test_a_change_is_told_with_its_actor_and_both_sides(client_of, admin, recruiter):
    change_person(recruiter, by=admin, name="Rosa")
    page = client_of(admin).get("/audit/", {"row": recruiter.pk, "actor": admin.pk})
    (line,) = page.context["lines"]
    assert (line.actor_name, line.deed, line.thing) == ("Admin", "Changed", "user")
    assert [(change.field, change.before, change.after) for change in line.changes] == [
        ("name", "Recruiter", "Rosa")
    ]
    assert "<del>Recruiter</del>" in page.text


def test_what_is_known_of_candidates_and_pay_is_not_told(client_of, admin, recruiter):
    from tests.factories import make_application, make_candidate, make_offer, make_opening

    opening = make_opening(
        by=recruiter, title="Secret role", pay_low=31_300_000, pay_high=31_400_000
    )
    candidate = make_candidate(name="Secret Person")
    offer = make_offer(make_application(opening, candidate=candidate), base=31_350_000)
    for row in (opening, candidate, offer.terms):
        page = client_of(admin).get("/audit/", {"row": row.pk})
        assert page.context["lines"][-1].deed == "Created"
        assert "not shown" in page.text
        assert "Secret" not in page.text
        assert "313" not in "".join(str(line.changes) for line in page.context["lines"])


def test_words_that_act_are_told_as_they_are(acme, admin):
    with acting("import"):
        admin.name = "Ada"
        admin.save()
    assert read_trail()[0][0].actor_name == "import"


def test_the_newest_stand_first_and_pages_hang_on_keys(client_of, admin):
    rows = [new_id() for _ in range(PAGE + 10)]
    for row in rows:
        note(by=admin, table="viewing_as", row_id=row, action="start")
    client = client_of(admin)
    first = client.get("/audit/", {"table": "viewing_as"})
    assert [line.row_id for line in first.context["lines"]] == rows[:9:-1]
    note(by=admin, table="viewing_as", row_id=new_id(), action="stop")
    second = client.get("/audit/", {"table": "viewing_as", "before": first.context["further"]})
    assert [line.row_id for line in second.context["lines"]] == rows[9::-1]
    assert second.context["further"] is None


@pytest.mark.parametrize(
    "query",
    [
        {"table": "auth_group"},
        {"table": "x'; drop"},
        {"row": "1"},
        {"actor": "nobody"},
        {"before": "x"},
        {"before": "-1"},
        {"before": str(2**63)},
    ],
)
def test_a_filter_that_makes_no_sense_is_not_found(client_of, admin, query):
    assert client_of(admin).get("/audit/", query).status_code == 404


def test_an_empty_trail_leads_back(client_of, admin):
    page = client_of(admin).get("/audit/", {"row": new_id()})
    assert "No change fits this filter" in page.text


def test_the_rivals_trail_is_elsewhere(client_of, admin, globex):
    with inside(globex):
        note(by=admin, table="viewing_as", row_id=new_id(), action="start")
    page = client_of(admin).get("/audit/", {"table": "viewing_as"})
    assert page.context["lines"] == []


@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("recruiter", 403), ("lead", 403), ("interviewer", 403)]
)
def test_only_admins_read_it(who, status, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/audit/").status_code == status


@pytest.mark.parametrize("entries", [1, 50])
def test_the_trail_costs_the_same_queries_for_any_number_of_entries(
    client_of, admin, django_assert_num_queries, entries
):
    for _ in range(entries):
        note(by=admin, table="viewing_as", row_id=new_id(), action="start")
    client = client_of(admin)
    # search_path, company, search_path, session, user; people, audited tables; entries, actors
    with django_assert_num_queries(9):
        client.get("/audit/")


def test_what_is_typed_is_never_markup(client_of, admin, recruiter):
    change_person(recruiter, by=admin, name="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client_of(admin).get("/audit/").text


def test_the_serving_role_adds_entries_and_changes_none(acme, admin):
    from django.db import ProgrammingError, transaction

    entry = note(by=admin, table="viewing_as", row_id=new_id(), action="start")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(actor="")
