"""The page of results, the palette's list and the API: what they show, and what they cost."""

import pytest
from django.urls import resolve, reverse

from pipeline.models import PersonDue, SearchPerson, SearchWord
from pipeline.search.destinations import PAGES
from pipeline.search.rebuilding import rebuild_search
from tests.factories import make_application, make_candidate, make_opening
from tests.pipeline.test_searching import keep, names, resume

PAGE = "/search/"
PALETTE = "/search/palette/"


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Ranking engineer")


def fill(opening, number, *, by):
    for each in range(number):
        person = make_candidate(name=f"Torrin {each}")
        application = make_application(opening, candidate=person, by=by)
        resume(person, f"Wrote about heliotrope {each}.", by=by, application=application)
    keep()


def body(client, path, **query):
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_results_show_where_the_words_stand_and_how_the_applications_stand(
    opening, client_of, recruiter
):
    fill(opening, 1, by=recruiter)
    shown = body(client_of(recruiter), PAGE, q="heliotrope")
    assert "Wrote about <mark>heliotrope</mark> 0." in shown
    assert "Ranking engineer" in shown
    assert "Résumé" in shown


def test_a_page_without_words_says_what_to_do(acme, client_of, recruiter):
    client = client_of(recruiter)
    assert "Whom are you looking for?" in body(client, PAGE)
    assert "There is no word in this" in body(client, PAGE, q="!!!")
    assert "Nobody found" in body(client, PAGE, q="zzyzx")


def test_what_was_likened_is_said(opening, client_of, recruiter):
    fill(opening, 1, by=recruiter)
    shown = body(client_of(recruiter), PAGE, q="heliotorpe")
    assert "Also searched: heliotrope for “heliotorpe”." in shown


def test_more_leads_on_and_back(opening, client_of, recruiter):
    fill(opening, 21, by=recruiter)
    client = client_of(recruiter)
    answer = client.get(PAGE, {"q": "torrin"})
    more = answer.context["answer"].more
    assert 'rel="next"' in answer.content.decode()
    shown = body(client, PAGE, q="torrin", after=more)
    assert "Torrin" in shown
    assert "Best results" in shown


def test_what_is_shown_is_escaped(acme, client_of, recruiter):
    person = make_candidate(name="<b>Bold</b> Osei")
    resume(person, "Uses <script>heliotrope</script>", by=recruiter)
    keep()
    client = client_of(recruiter)
    for path in (PAGE, PALETTE):
        shown = body(client, path, q="heliotrope <i>")
        assert "<script>" not in shown.split("</head>")[-1].split('id="palette"')[0]
        assert "<b>Bold" not in shown


def test_the_palette_lists_people_openings_and_pages(opening, client_of, recruiter):
    fill(opening, 1, by=recruiter)
    client = client_of(recruiter)
    assert "Torrin" in body(client, PALETTE, q="torr")
    assert reverse("pipeline:board", args=[opening.pk]) in body(client, PALETTE, q="board rank")
    assert reverse("pipeline:new_candidate") in body(client, PALETTE, q="add a cand")
    assert "Today" in body(client, PALETTE)
    assert "Nobody found." in body(client, PALETTE, q="zzyzx")


def test_nobody_is_led_where_they_may_not_go(opening, client_of, interviewer, other_interviewer):
    client = client_of(interviewer)
    assert "Board of" not in body(client, PALETTE, q="ranking")
    assert reverse("pipeline:new_candidate") not in body(client, PALETTE, q="add a cand")


def test_a_lead_is_led_to_the_boards_of_their_own_teams(opening, client_of, lead, recruiter):
    make_opening(by=recruiter, title="Ranking of others")
    shown = body(client_of(lead), PALETTE, q="ranking")
    assert "Board of Ranking engineer" in shown
    assert "others" not in shown


@pytest.mark.parametrize("number", [3, 20])
def test_results_cost_the_same_statements_for_any_number_of_people(
    opening, client_of, recruiter, number, django_assert_num_queries
):
    fill(opening, number, by=recruiter)
    client = client_of(recruiter)
    client.get(PAGE, {"q": "heliotrope"})
    with django_assert_num_queries(16):  # tenant, session, user; search 6, texts, rows 4, places
        client.get(PAGE, {"q": "heliotrope"})
    with django_assert_num_queries(15):  # the same without the texts
        client.get(PALETTE, {"q": "heliotrope"})


@pytest.mark.parametrize("text", ["\0", "x" * 10_000, "a & b | !c", "%_%", "';--", "(((", '"""'])
def test_hostile_texts_are_answered(acme, client_of, recruiter, interviewer, text):
    for who in (recruiter, interviewer):
        client = client_of(who)
        body(client, PAGE, q=text, after=text)
        body(client, PALETTE, q=text)


def test_the_rails_search_leads_to_the_results(acme, client_of, recruiter, interviewer):
    for who in (recruiter, interviewer):
        assert f'role="search" action="{PAGE}"' in body(client_of(who), "/")


def test_everybody_is_taken_up_anew(opening, recruiter):
    fill(opening, 3, by=recruiter)
    SearchPerson.objects.all().delete()
    SearchWord.objects.create(word="forgotten")
    assert names(recruiter, "heliotrope") == []
    assert rebuild_search() == 3
    assert len(names(recruiter, "heliotrope")) == 3
    assert not SearchWord.objects.filter(word="forgotten").exists()
    assert not PersonDue.objects.exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_the_palette_names_a_page_to_those_who_may_open_it(page, acme):
    assert resolve(reverse(page.url_name)).func.action == page.action
