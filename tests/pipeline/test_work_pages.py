"""The evidence record on screen: who sees, changes and checks it."""

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.models import Criterion, Work
from pipeline.people.works import add_work, verify_work
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening

SCRIPT = "<script>alert(1)</script>"
LINK = "https://arxiv.org/abs/2301.00001"


@pytest.fixture
def person(acme):
    return make_candidate(name="Amara Osei")


@pytest.fixture
def paper(person, recruiter):
    return add_work(person, by=recruiter, kind="paper", title="Cheap retrieval", url=LINK)


def typed(**fields):
    return {"kind": "paper", "title": "Cheap retrieval", "url": LINK, **fields}


def shown(answer):
    return answer.content.decode()


def at(name, *keys):
    return reverse(f"pipeline:{name}", args=keys)


def test_a_link_of_the_person_is_taken_up_into_the_record(client_of, recruiter):
    person = make_candidate(links="https://github.com/ada/ranker\nhttps://example.com/cv")
    client = client_of(recruiter)
    page = shown(client.get(at("candidate", person.pk)))
    assert page.count("Take up") == 2
    form = client.get(at("add_work", person.pk), {"link": "https://github.com/ada/ranker"})
    assert 'value="ada/ranker"' in shown(form)
    answer = client.post(at("add_work", person.pk), typed(url="github.com/ada/ranker"))
    assert answer.url == at("candidate", person.pk)
    assert person.works.get().url == "https://github.com/ada/ranker"
    assert shown(client.get(answer.url)).count("Take up") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"title": "a\x00b"},
        {"kind": "nonsense"},
        {"kind": ""},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.com/x"},
        {"url": "data:text/html,x"},
        {"url": "https://"},
        {"url": "https://example.com/" + "x" * 500},
        {"year": "1949"},
        {"year": "9999"},
        {"year": "x"},
        {"contribution": "x" * 4001},
    ],
)
def test_a_work_that_cannot_be_is_refused_with_what_was_typed(wrong, person, client_of, recruiter):
    answer = client_of(recruiter).post(at("add_work", person.pk), typed(**wrong))
    assert answer.status_code == 422
    assert not Work.objects.exists()


def test_a_link_twice_is_said_at_its_field(paper, person, client_of, recruiter):
    answer = client_of(recruiter).post(at("add_work", person.pk), typed(title="Again"))
    assert answer.status_code == 422
    assert "in the evidence record already" in shown(answer)


def test_a_work_is_checked_changed_and_taken_out_on_screen(paper, person, client_of, recruiter):
    client = client_of(recruiter)
    verify = at("verify_work", paper.pk)
    assert client.post(verify, {"verification": " "}).status_code == 422
    answer = client.post(verify, {"verification": "Read it.", "next": "/candidates/"})
    assert answer.url == "/candidates/"
    page = shown(client.get(at("candidate", person.pk)))
    for words in ["1 of 1 checked", "Read it.", "arxiv.org"]:
        assert words in page
    answer = client.post(at("edit_work", paper.pk), typed(title="Cheaper"), follow=True)
    assert "its mark is gone" in shown(answer)
    answer = client.post(at("remove_work", paper.pk), follow=True)
    undo = at("restore_work", person.pk, paper.pk)
    assert f'action="{undo}"' in shown(answer)
    assert client.post(undo).status_code == 302
    assert person.works.get().title == "Cheaper"
    assert client.post(undo).status_code == 404


def test_a_panel_reads_works_with_their_marks_and_may_check_but_not_change_them(
    client_of, interviewer, recruiter, lead
):
    application = make_application(make_opening(by=lead), stage="screen")
    person = application.candidate
    work = add_work(person, by=recruiter, kind="model", title="Small model", contribution="Data")
    client = client_of(interviewer)
    assert client.get(at("verify_work", work.pk)).status_code == 404
    seat(application.stage, interviewer, Criterion.objects.all()[:1], by=recruiter)
    page = shown(client.get(at("application", application.pk)))
    assert "Small model" in page
    assert "Data" in page
    assert "Take out" not in page
    answer = client.post(at("verify_work", work.pk), {"verification": "Ran it."})
    assert answer.status_code == 302
    work.refresh_from_db()
    assert work.verified_by == interviewer
    assert "Ran it." in shown(client_of(lead).get(at("application", application.pk)))
    for name in ("edit_work", "remove_work"):
        assert client.post(at(name, work.pk), typed()).status_code == 403


def test_a_lead_who_only_sits_on_a_panel_changes_no_record(client_of, lead, recruiter):
    application = make_application(make_opening(by=recruiter), stage="screen")
    work = add_work(application.candidate, by=recruiter, kind="model", title="Small model")
    seat(application.stage, lead, Criterion.objects.all()[:1], by=recruiter)
    client = client_of(lead)
    assert client.get(at("add_work", application.candidate_id)).status_code == 404
    assert client.post(at("edit_work", work.pk), typed()).status_code == 404
    assert client.post(at("remove_work", work.pk)).status_code == 404
    assert client.get(at("verify_work", work.pk)).status_code == 200


def test_what_people_typed_is_never_run(person, client_of, recruiter):
    work = add_work(person, by=recruiter, kind="paper", title=SCRIPT, contribution=SCRIPT)
    verify_work(work, by=recruiter, words=SCRIPT)
    client = client_of(recruiter)
    for path in [at("candidate", person.pk), at("edit_work", work.pk), at("verify_work", work.pk)]:
        page = shown(client.get(path))
        assert SCRIPT not in page, path
        assert "&lt;script&gt;" in page, path


def test_the_rival_company_finds_no_work_under_the_same_key(paper, globex, client_of):
    with inside(globex):
        rival = User.objects.get(pk=KEYS["recruiter"])
    client = client_of(rival, globex)
    for name in ("edit_work", "remove_work", "verify_work", "take_back_mark"):
        assert client.post(at(name, paper.pk), typed(verification="x")).status_code == 404
    assert Work.objects.filter(pk=paper.pk, verified_at=None).exists()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_costs_the_same_queries_for_any_number_of_works(
    rows, person, client_of, recruiter, django_assert_num_queries
):
    for number in range(rows):
        work = add_work(person, by=recruiter, kind="paper", title=f"Paper {number}")
        verify_work(work, by=recruiter, words="Read it.")
    client = client_of(recruiter)
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(at("candidate", person.pk))
    assert shown(page).count("Read it.") == rows


PAGE_QUERIES = 20  # five to come in; two on the person, one each on what the page shows
