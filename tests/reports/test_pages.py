"""The dashboard's pages: who sees what, and that each number opens exactly its rows."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.schemas import inside
from pipeline.models import Application, Membership, Offer, Stay
from pipeline.offers import accept_offer, extend_offer
from tests.factories import make_application, make_offer, make_opening
from tests.reports.histories import BEGIN, day, make_ungated_opening, walk

OVERVIEW = "/reports/"


@pytest.fixture
def opening(acme, recruiter):
    return make_ungated_opening(by=recruiter, headcount=3, pay_low=28_000_000, pay_high=38_000_000)


@pytest.fixture
def crowd(opening, recruiter):
    """Some of everything that a number counts."""
    walk(opening, ("screen", 1), ("technical", 2), ("screen", 3), ("reject", 4))
    walk(opening, ("screen", 1), ("withdraw", 2))
    walk(opening, ("screen", 2), ("inbox", 3))
    walk(opening, ("final", 3))
    make_application(opening, first_contact_at=None)
    for _ in range(3):
        extend_offer(make_offer(make_application(opening), by=recruiter), by=recruiter)
    accept_offer(Offer.objects.first(), by=recruiter)
    make_offer(make_application(opening), by=recruiter)
    imported = walk(opening)
    Application.objects.filter(pk=imported.pk).update(offered_at=day(30))
    Offer.objects.create(application=imported, status="extended", extended_at=day(30))
    unknown = walk(opening)
    Application.objects.filter(pk=unknown.pk).update(first_contact_at=None, offered_at=day(3))
    undated = walk(opening, ("screen", 2))
    Stay.objects.filter(application=undated, kind="inbox").update(left_at=None)


def numbers_of(page):
    """Each linked number of a page that leads to rows, with its address."""
    found = re.findall(r'<a[^>]*href="(/reports/rows/\?[^"]+)"[^>]*>(.*?)</a>', page, re.S)
    for href, words in found:
        yield unescape(href), re.sub(r"<[^>]+>", "", words).strip()


def rows_of(client, href):
    """Follow `href` through all its pages: how many rows there are, and how many it says."""
    listed, page = 0, client.get(href)
    said = page.context["count"]
    while True:
        listed += len(page.context["rows"])
        if not page.context["after"]:
            return listed, said
        page = client.get(f"{href}&after={page.context['after']}")


@pytest.mark.parametrize("path", [OVERVIEW, "/reports/?days=30", "opening"])
def test_every_number_opens_exactly_its_rows(client_of, recruiter, opening, crowd, path):
    client = client_of(recruiter)
    path = reverse("reports:opening", args=[opening.pk]) if path == "opening" else path
    page = client.get(path).content.decode()
    checked = 0
    for href, words in numbers_of(page):
        listed, said = rows_of(client, href)
        assert listed == said, href
        if re.fullmatch(r"\d+", words):
            assert listed == int(words), f"{words} leads to {listed} rows: {href}"
            checked += 1
        else:
            assert listed > 0 or words.startswith("0 ")
    assert checked > 8


@pytest.mark.parametrize("name", ["bars", "stats"])
def test_bars_and_figures_open_as_many_rows_as_they_say(client_of, recruiter, crowd, name):
    client = client_of(recruiter)
    response = client.get(OVERVIEW)
    overview = response.context["overview"]
    expected = {}
    if name == "bars":
        for stage in overview.funnel:
            for what in ("entered", "passed", "in_progress", "rejected", "withdrawn", "returned"):
                asked = f"/reports/rows/?what={what}&stage={stage.lane.key}"
                expected[asked] = getattr(stage, what)
    else:
        for what in ("offers", "timed", "inside", "hired", "untimed"):
            expected[f"/reports/rows/?what={what}"] = getattr(overview.pace, what)
        for what in ("running", "late", "due_soon", "without_terms"):
            expected[f"/reports/rows/?what={what}"] = response.context[what]
    assert any(expected.values())
    for href, count in expected.items():
        assert rows_of(client, href) == (count, count), href


def test_rows_are_paged_without_loss_or_repetition(client_of, recruiter, opening, monkeypatch):
    monkeypatch.setattr("reports.rows.PAGE", 3)
    for _ in range(7):
        make_application(opening)
    client = client_of(recruiter)
    seen, page = [], client.get("/reports/rows/?what=people")
    while True:
        seen += [row.application.pk for row in page.context["rows"]]
        if not page.context["after"]:
            break
        page = client.get(f"/reports/rows/?what=people&after={page.context['after']}")
    assert (len(seen), len(set(seen))) == (7, 7)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "what=nothing",
        "what=entered",
        "what=people&stage=nowhere",
        "what=late&stage=inbox",
        "what=people&opening=nowhere",
        "what=people&specialization=nothing",
        "what=people&days=7",
        "what=people&after=x",
    ],
)
def test_an_address_without_sense_is_not_found(client_of, recruiter, opening, asked):
    assert client_of(recruiter).get(f"/reports/rows/?{asked}").status_code == 404


def test_a_specialization_narrows_the_dashboard(client_of, recruiter, opening, crowd):
    make_opening(by=recruiter, specialization="research")
    page = client_of(recruiter).get("/reports/?specialization=research")
    assert page.context["overview"].pace.people == 0
    assert len(page.context["specializations"]) == 2
    assert client_of(recruiter).get("/reports/?specialization=infra").status_code == 404


@pytest.mark.parametrize("path", [OVERVIEW, "/reports/rows/?what=people", "opening"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("admin", 403), ("recruiter", 200), ("lead", 200), ("interviewer", 403), ("outsider", 403)],
)
def test_reports_are_for_recruiters_and_hiring_leads(
    request, client_of, lead, opening, who, status, path
):
    Membership.objects.create(opening=opening, user=lead)
    path = reverse("reports:opening", args=[opening.pk]) if path == "opening" else path
    user = request.getfixturevalue(who)
    assert client_of(user).get(path).status_code == status


def test_a_visitor_is_led_to_sign_in(visitor):
    assert visitor.get(OVERVIEW).status_code == 302


def test_a_lead_reads_only_of_their_own_openings(client_of, lead, opening, crowd, recruiter):
    own = make_opening(by=recruiter)
    Membership.objects.create(opening=own, user=lead)
    make_application(own)
    client = client_of(lead)
    page = client.get(OVERVIEW)
    assert [now.opening for now in page.context["overview"].openings] == [own]
    assert page.context["overview"].pace.people == 1
    assert opening.title not in page.content.decode()
    assert client.get(reverse("reports:opening", args=[opening.pk])).status_code == 404
    assert client.get(f"/reports/rows/?what=people&opening={opening.ref}").status_code == 404
    assert client.get("/reports/rows/?what=people").context["count"] == 1


def test_pay_is_not_even_read_for_those_who_may_not_see_it(
    monkeypatch, client_of, recruiter, opening, crowd
):
    monkeypatch.setitem(
        __import__("config.accounts.permissions", fromlist=["ACTIONS"]).ACTIONS,
        "pay.view",
        frozenset(),
    )
    page = client_of(recruiter).get(OVERVIEW)
    assert page.context["overview"].pay is None
    assert "pay range" not in page.content.decode()


def test_the_rival_sees_none_of_it(client_of, globex, recruiter, opening, crowd):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    client = client_of(rival, company=globex)
    page = client.get(OVERVIEW)
    assert page.status_code == 200
    assert list(page.context["overview"].openings) == []
    assert client.get(reverse("reports:opening", args=[opening.pk])).status_code == 404


def test_before_the_first_opening_the_page_says_what_to_do(client_of, recruiter):
    page = client_of(recruiter).get(OVERVIEW).content.decode()
    assert "Nothing to report yet" in page


def test_a_number_of_nought_says_so(client_of, recruiter, opening):
    page = client_of(recruiter).get("/reports/rows/?what=hired")
    assert "no row stands behind it" in page.content.decode()


@pytest.mark.parametrize("people", [1, 50])
def test_the_dashboard_costs_the_same_queries_for_any_number_of_people(
    client_of, recruiter, opening, people, django_assert_num_queries
):
    for _ in range(people):
        make_offer(make_application(opening), by=recruiter)
    client = client_of(recruiter)
    # path, company, path, session, user; openings, stages, funnel, pace, offers, benchmarks, facts
    with django_assert_num_queries(12):
        assert client.get(OVERVIEW).status_code == 200


@pytest.mark.parametrize("what", ["what=people", "what=entered&stage=inbox"])
@pytest.mark.parametrize("people", [1, 50])
def test_rows_cost_the_same_queries_for_any_number_of_people(
    client_of, recruiter, opening, people, what, django_assert_num_queries
):
    for _ in range(people):
        walk(opening, entered=timezone.now())
    client = client_of(recruiter)
    stages = 1 if "stage" in what else 0
    # path, company, path, session, user; [stages,] rows, stays, holds, count
    with django_assert_num_queries(9 + stages):
        assert client.get(f"/reports/rows/?{what}").status_code == 200


def test_the_histories_begin_on_a_monday():
    assert BEGIN.strftime("%A") == "Monday"
