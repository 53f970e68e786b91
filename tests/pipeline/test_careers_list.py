"""The list of open roles, as anybody sees it."""

import pytest

from tests.clients import CompanyClient
from tests.factories import make_opening
from tests.pipeline.public_roles import (
    LISTS,
    POSTING,
    make_speech_role,
    set_company,
    shown,
)


@pytest.fixture
def opening(acme, lead):
    return make_speech_role(lead)


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


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("query", ["", "?q=engineer&level=senior"])
def test_the_list_costs_the_same_queries_for_any_number_of_roles(
    query, rows, acme, lead, visitor, django_assert_num_queries
):
    for _ in range(rows):
        make_opening(by=lead, summary="For engineers", posting=POSTING)
    with django_assert_num_queries(4):  # search path, company, search path, openings
        assert len(visitor.get(f"/careers/{query}").context["page"]) == rows


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
