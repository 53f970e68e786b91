"""The careers page and the page of a role, as anybody sees them."""

import json
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from config.tenancy.models import Company
from config.tenancy.schemas import outside
from pipeline.days import today
from pipeline.models import Opening
from tests.clients import CompanyClient
from tests.factories import make_opening

POSTING = {
    "problem": "Rank invoices.\n- Find them\n- Pay them",
    "process": "Four talks.",
    "accommodation": "Tell us what you need.",
}
NASTY = "</script><script>alert(1)</script><!-- & \"'"


@pytest.fixture
def opening(acme, lead):
    return make_opening(
        by=lead,
        title="Speech engineer",
        summary="Make speech clear.",
        location="Berlin",
        workplace="hybrid",
        pay_low=9_000_000,
        pay_high=12_000_000,
        currency="EUR",
        posting=POSTING,
    )


def shown(answer):
    return answer.content.decode()


def change(opening, **fields):
    Opening.objects.filter(pk=opening.pk).update(**fields)


def set_company(company, **fields):
    with outside():
        Company.objects.filter(pk=company.pk).update(**fields)


def page_of(visitor, opening):
    return visitor.get(f"/careers/{opening.ref}/")


def data_of(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert len(found) == 1
    return json.loads(found[0])


def test_the_list_says_of_each_role_what_it_is_and_pays(opening, visitor):
    page = shown(visitor.get("/careers/"))
    for said in [
        f'href="/careers/{opening.ref}/"',
        "Applied",
        "Senior",
        "Berlin",
        "Partly on site",
        "Full time",
        "€90,000–120,000 a year",
        "Make speech clear.",
        "today",
    ]:
        assert said in page, said


@pytest.mark.parametrize("status", ["draft", "paused", "filled", "closed"])
def test_only_open_roles_are_listed(status, opening, visitor, lead):
    make_opening(by=lead, title="Hidden one", status=status)
    for path in LISTS:
        assert "Hidden one" not in shown(visitor.get(path)), path
        assert "hidden-one" not in shown(visitor.get(path)), path


LISTS = [
    "/careers/",
    "/careers/atom.xml",
    "/careers/feed.json",
    "/careers/jobs.xml",
    "/sitemap-careers.xml",
]


def test_a_role_past_its_closing_date_leaves_lists_page_and_form(opening, visitor):
    change(opening, closes_on=today())
    for path in LISTS:
        assert opening.ref in shown(visitor.get(path)), path
    assert visitor.get(f"/apply/{opening.ref}/").status_code == 200
    change(opening, closes_on=today() - timedelta(days=1))
    for path in LISTS:
        assert opening.ref not in shown(visitor.get(path)), path
    gone = page_of(visitor, opening)
    assert gone.status_code == 410
    assert "Speech engineer takes no applications any more" in shown(gone)
    for answer in [visitor.get, visitor.post]:
        assert answer(f"/apply/{opening.ref}/").status_code in (404, 410)


def test_the_closing_date_ends_with_the_day_of_the_company(opening, acme):
    """It is always a later day in the one zone than in the other: they are 25 hours apart."""
    west, east = "Pacific/Pago_Pago", "Pacific/Kiritimati"
    change(opening, closes_on=timezone.now().astimezone(ZoneInfo(west)).date())
    for zone, is_open in [(west, True), (east, False)]:
        set_company(acme, time_zone=zone)
        answer = CompanyClient(HTTP_HOST=acme.host).get(f"/careers/{opening.ref}/")
        assert (answer.status_code == 200) == is_open, zone


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("query", ["", "?q=engineer&level=senior"])
def test_the_list_costs_the_same_queries_for_any_number_of_roles(
    query, rows, acme, lead, visitor, django_assert_num_queries
):
    for _ in range(rows):
        make_opening(by=lead, summary="For engineers", posting=POSTING)
    with django_assert_num_queries(4):  # search path, company, search path, openings
        assert len(visitor.get(f"/careers/{query}").context["page"]) == rows


def test_a_role_costs_five_queries(opening, visitor, django_assert_num_queries):
    with django_assert_num_queries(5):  # search path, company, search path, opening, stages
        assert page_of(visitor, opening).status_code == 200


@pytest.fixture
def roles(acme, lead):
    """Three roles of different kinds; their titles are one letter."""
    for title, kind, level, workplace, text in [
        ("A", "genai", "senior", "remote", "Zürich crowds"),
        ("B", "genai", "junior", "on_site", "Trains"),
        ("C", "infra", "senior", "", "Clusters"),
    ]:
        make_opening(
            by=lead,
            title=f"Role {title}",
            specialization=kind,
            level=level,
            workplace=workplace,
            posting={"problem": text},
        )


def listed(visitor, query):
    return {opening.title[-1] for opening in visitor.get(f"/careers/{query}").context["page"]}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", "ABC"),
        ("?specialization=genai", "AB"),
        ("?level=senior", "AC"),
        ("?workplace=remote", "A"),
        ("?specialization=genai&level=junior", "B"),
        ("?q=zurich", "A"),
        ("?q=ROLE+clusters", "C"),
        ("?q=problem", ""),
        ("?q=senior", "AC"),
        ("?specialization=genai&q=trains", "B"),
        ("?specialization=infra&level=junior", ""),
    ],
)
def test_the_list_is_narrowed_by_kind_level_workplace_and_words(query, titles, roles, visitor):
    assert listed(visitor, query) == set(titles)


def test_each_choice_says_how_many_roles_it_would_show(roles, visitor):
    facets = visitor.get("/careers/?specialization=genai").context["facets"]
    counts = {
        facet.name: [(choice.value, choice.count) for choice in facet.choices] for facet in facets
    }
    assert dict(counts["specialization"]) == {"genai": 2, "infra": 1}
    assert counts["level"] == [("junior", 1), ("senior", 1)]
    assert counts["workplace"] == [("on_site", 1), ("remote", 1)]


def test_nothing_found_leads_to_all_roles(roles, visitor):
    page = shown(visitor.get("/careers/?q=nowhere"))
    assert "No role fits" in page
    assert "Show all" in page
    assert 'name="robots" content="noindex, follow"' in page


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?level=%00&workplace=nowhere&specialization=%F0",
        "?page=-1",
        "?page=999999999999999999999",
        "?page=abc&level=senior'--",
        "?q=" + "x" * 5000,
        "?from=%3Cscript%3E",
        "?from=" + "x" * 5000,
        "?level=senior&level=junior",
        "?q=[.*(",
    ],
)
def test_garbage_in_the_query_is_answered_like_nothing(query, roles, visitor):
    answer = visitor.get(f"/careers/{query}")
    assert answer.status_code == 200
    assert "<script>" not in shown(answer).replace("<script src", "")


def test_a_company_without_open_roles_says_so_and_shows_feeds(acme, visitor):
    page = shown(visitor.get("/careers/"))
    assert "No open roles at the moment" in page
    assert "/careers/atom.xml" in page


def test_what_a_company_says_of_itself_is_laid_out(acme, opening):
    text = "We build.\n\n- Tools\n- <b>Trust</b>"
    set_company(acme, careers_intro=text)
    page = shown(CompanyClient(HTTP_HOST=acme.host).get("/careers/"))
    assert "<p>We build.</p><ul><li>Tools</li><li>&lt;b&gt;Trust&lt;/b&gt;</li></ul>" in page


def test_a_role_shows_its_posting_its_facts_and_its_way(opening, visitor):
    page = shown(page_of(visitor, opening))
    for said in [
        "<li>Find them</li>",
        "How we hire",
        "Tell us what you need.",
        "€90,000–120,000",
        "14 days",
        "Days 1–3",
        "30–45 min",
        "4–6 hours",
        "By day 14",
        f'href="/apply/{opening.ref}/"',
        "Need an adjustment",
    ]:
        assert said in page, said


def test_nothing_of_the_team_is_on_a_public_page(opening, visitor, lead, recruiter):
    stage = opening.stages.get(kind="screen")
    stage.aim = "Weed out the pretenders"
    stage.save()
    opening.memberships.get_or_create(user=recruiter)
    change(opening, component_weights={"zyzzyva": 77}, dimension_weights={"zyzzyva": 33})
    for path in [*LISTS, f"/careers/{opening.ref}/"]:
        page = shown(visitor.get(path))
        for hidden in [lead.name, recruiter.name, lead.email, "pretenders", "zyzzyva"]:
            assert hidden not in page, (path, hidden)


def test_the_word_of_a_link_is_passed_on_to_the_form(opening, visitor):
    assert f"/careers/{opening.ref}/?from=feed" in shown(visitor.get("/careers/?from=feed"))
    page = shown(visitor.get(f"/careers/{opening.ref}/?from=feed"))
    assert f'href="/apply/{opening.ref}/?from=feed"' in page


def test_an_address_that_no_role_ever_had_is_not_found(acme, visitor):
    answer = visitor.get("/careers/nothing-of-the-kind/")
    assert answer.status_code == 404
    assert "There is no such role" in shown(answer)


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        ("closed", 410, "takes no applications any more"),
        ("filled", 410, "takes no applications any more"),
        ("paused", 404, "takes no applications at the moment"),
    ],
)
def test_a_role_that_was_public_says_kindly_what_became_of_it(
    status, code, sentence, opening, visitor
):
    change(opening, status=status, published_at=timezone.now())
    answer = page_of(visitor, opening)
    assert answer.status_code == code
    assert sentence in shown(answer)
    assert 'href="/careers/"' in shown(answer)
    assert "application/ld+json" not in shown(answer)


@pytest.mark.parametrize("status", ["draft", "closed", "filled", "paused"])
def test_nobody_learns_of_a_role_that_the_public_never_saw(status, acme, lead, visitor):
    opening = make_opening(by=lead, title="Secret role", status=status)
    change(opening, published_at=None)
    answer = page_of(visitor, opening)
    assert answer.status_code == 404
    assert "Secret role" not in shown(answer)


def test_a_draft_stays_secret_even_if_it_was_once_public(acme, lead, visitor):
    opening = make_opening(by=lead, title="Secret role", status="draft")
    change(opening, published_at=timezone.now())
    assert "Secret role" not in shown(page_of(visitor, opening))


def test_a_role_of_another_company_is_not_here(opening, globex):
    rival = CompanyClient(HTTP_HOST=globex.host)
    assert rival.get(f"/careers/{opening.ref}/").status_code == 404
    for path in LISTS:
        assert opening.ref not in shown(rival.get(path)), path


def test_everybody_sees_the_same_pages(opening, visitor, client_of, recruiter, interviewer):
    for path in [*LISTS, f"/careers/{opening.ref}/"]:
        pages = {visitor.get(path).content}
        pages |= {client_of(user).get(path).content for user in (recruiter, interviewer)}
        assert len(pages) == 1, path


def test_only_reading_is_answered(opening, visitor):
    for path in [*LISTS, f"/careers/{opening.ref}/", "/robots.txt"]:
        assert visitor.post(path).status_code == 405
        assert visitor.head(path).status_code == 200


def test_a_page_is_kept_and_asked_about_each_time(opening, visitor):
    for path in ["/careers/", f"/careers/{opening.ref}/"]:
        answer = visitor.get(path)
        assert answer["Cache-Control"] == "no-cache"
        again = visitor.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    change(opening, title="Renamed")
    assert "Renamed" in shown(visitor.get(path, headers={"If-None-Match": answer["ETag"]}))


def test_the_pages_may_be_found_by_search_engines(opening, visitor, acme):
    for path in ["/careers/", f"/careers/{opening.ref}/"]:
        page = shown(visitor.get(path))
        assert "noindex" not in page
        assert f'<link rel="canonical" href="{acme.address(path)}">' in page
        for kind in ["atom+xml", "feed+json", "xml"]:
            assert f'rel="alternate" type="application/{kind}"' in page
    assert "noindex" in shown(visitor.get(f"/apply/{opening.ref}/"))
    robots = shown(visitor.get("/robots.txt"))
    assert "Disallow: /\n" in robots
    assert f"Sitemap: {acme.address('/sitemap-careers.xml')}" in robots


def test_no_text_breaks_out_of_the_structured_data(acme, lead, visitor):
    opening = make_opening(
        by=lead, title=f"Engineer {NASTY}", summary=NASTY, posting={"problem": NASTY}
    )
    set_company(acme, name=f"Acme {NASTY}"[:120])
    page = shown(CompanyClient(HTTP_HOST=acme.host).get(f"/careers/{opening.ref}/"))
    data = data_of(page)
    assert data["title"] == f"Engineer {NASTY}"
    assert "<script>alert" not in page
    assert "<script>" not in data["description"]


@pytest.mark.parametrize("who", ["admin", "recruiter", "lead"])
def test_the_team_finds_all_public_addresses_on_the_company_page(who, acme, client_of, request):
    page = shown(client_of(request.getfixturevalue(who)).get("/company/"))
    for path in LISTS:
        assert acme.address(path) in page


def test_an_opening_leads_the_team_to_what_candidates_see(opening, client_of, recruiter):
    path = f"/openings/{opening.pk}/settings/"
    page = shown(client_of(recruiter).get(path))
    assert f'<a href="/careers/{opening.ref}/">See it as candidates do</a>' in page
    change(opening, closes_on=today() - timedelta(days=1))
    page = shown(client_of(recruiter).get(path))
    assert "See it as candidates do" not in page
    assert "is past: it is on no public page" in page
    change(opening, closes_on=None, status="draft")
    assert f"/careers/{opening.ref}/" not in shown(client_of(recruiter).get(path))
