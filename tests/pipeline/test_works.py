"""The evidence record: works, what a person did in them, and who checked."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.seats import seat
from pipeline.models import Criterion, PersonDue, Referral, Work
from pipeline.work_links import guess_work
from pipeline.works import (
    IllegalMark,
    add_work,
    change_work,
    remove_work,
    restore_work,
    take_back_mark,
    verify_work,
)
from tests.companies import KEYS
from tests.factories import make_application, make_candidate, make_opening
from tests.races import at_once

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


# The rules


def test_one_link_stands_once_in_a_record(paper, person, recruiter):
    with pytest.raises(ValidationError, match="in the evidence record already"):
        add_work(person, by=recruiter, kind="paper", title="Again", url=LINK)
    other = make_candidate()
    assert add_work(other, by=recruiter, kind="paper", title="A co-author", url=LINK).pk


def test_works_without_a_link_may_be_many(person, recruiter):
    for _ in range(2):
        add_work(person, by=recruiter, kind="talk", title="A talk")
    assert person.works.count() == 2


def test_a_mark_says_who_when_and_how(paper, interviewer):
    marked = verify_work(paper, by=interviewer, words=" Read it; the ablation is hers. ")
    assert marked.is_verified
    assert marked.verified_by == interviewer
    assert marked.verification == "Read it; the ablation is hers."


def test_a_mark_needs_a_sentence(paper, recruiter):
    with pytest.raises(ValidationError, match="Say in a sentence"):
        verify_work(paper, by=recruiter, words="  ")
    paper.refresh_from_db()
    assert not paper.is_verified


def test_whoever_referred_the_person_does_not_check_their_work(paper, person, interviewer):
    Referral.objects.create(candidate=person, by=interviewer, name="Amara")
    with pytest.raises(IllegalMark, match="somebody else has to check"):
        verify_work(paper, by=interviewer, words="I was there.")


def test_a_work_is_checked_once(paper, recruiter, lead):
    verify_work(paper, by=recruiter, words="Read it.")
    with pytest.raises(IllegalMark, match="already"):
        verify_work(paper, by=lead, words="So did I.")


def test_a_changed_work_loses_its_mark_and_an_unchanged_one_keeps_it(paper, recruiter):
    marked = verify_work(paper, by=recruiter, words="Read it.")
    assert change_work(marked, by=recruiter, title="Cheap retrieval").is_verified
    changed = change_work(marked, by=recruiter, contribution="All of it")
    assert (changed.is_verified, changed.verified_by, changed.verification) == (False, None, "")


def test_a_mark_is_taken_back_by_who_gave_it_or_manages_the_person(
    paper, recruiter, interviewer, other_interviewer
):
    marked = verify_work(paper, by=interviewer, words="Read it.")
    with pytest.raises(IllegalMark, match="Only who checked it"):
        take_back_mark(marked, by=other_interviewer)
    assert not take_back_mark(marked, by=interviewer).is_verified
    with pytest.raises(IllegalMark, match="no mark"):
        take_back_mark(marked, by=recruiter)
    marked = verify_work(paper, by=interviewer, words="Read it.")
    assert not take_back_mark(marked, by=recruiter).is_verified


def test_taking_a_work_out_can_be_undone_mark_and_all(paper, person, recruiter):
    made_at = verify_work(paper, by=recruiter, words="Read it.").created_at
    key = paper.pk
    remove_work(Work.objects.get(pk=key), by=recruiter)
    assert not person.works.exists()
    back = restore_work(person, key, by=recruiter)
    back.refresh_from_db()
    assert (back.title, back.verification, back.verified_by) == (
        "Cheap retrieval",
        "Read it.",
        recruiter,
    )
    assert back.created_at == made_at


def test_only_what_one_took_out_of_this_record_comes_back(paper, person, recruiter, lead):
    key = paper.pk
    with pytest.raises(Work.DoesNotExist):
        restore_work(person, key, by=recruiter)
    remove_work(paper, by=recruiter)
    for candidate, by in [(person, lead), (make_candidate(), recruiter)]:
        with pytest.raises(Work.DoesNotExist):
            restore_work(candidate, key, by=by)
    add_work(person, by=recruiter, kind="paper", title="Again", url=LINK)
    with pytest.raises(ValidationError, match="already"):
        restore_work(person, key, by=recruiter)


def test_a_changed_record_makes_the_person_due(person, recruiter):
    PersonDue.objects.all().delete()
    add_work(person, by=recruiter, kind="paper", title="Cheap retrieval")
    assert PersonDue.objects.filter(candidate_id=person.pk).exists()


@pytest.mark.parametrize(
    ("link", "kind", "title"),
    [
        ("https://github.com/ada/ranker", "repository", "ada/ranker"),
        ("https://www.github.com/ada/ranker/tree/main", "repository", "ada/ranker"),
        ("https://huggingface.co/ada/small", "model", "ada/small"),
        ("https://huggingface.co/datasets/ada/pairs", "dataset", ""),
        ("https://arxiv.org/abs/2301.00001", "paper", ""),
        ("https://ada.substack.com/p/x", "writing", ""),
        ("https://notgithub.com/ada/x", "other", ""),
        ("https://example.com/%00", "other", ""),
        ("http://[", "other", ""),
        ("", "other", ""),
    ],
)
def test_a_link_says_by_its_address_what_it_may_be(link, kind, title):
    guess = guess_work(link)
    assert (guess.kind, guess.title) == (kind, title)


def test_of_two_who_add_one_link_at_once_one_is_told(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        person = make_candidate()

    def add():
        try:
            return add_work(person, by=None, kind="paper", title="x", url=LINK).title
        except ValidationError:
            return "told"

    assert sorted(at_once(acme, add, add)) == ["told", "x"]


def test_of_two_who_mark_one_work_at_once_one_is_told(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        work = add_work(make_candidate(), by=None, kind="paper", title="x")
        people = [User.objects.get(pk=KEYS[who]) for who in ("recruiter", "lead")]

    def mark(by):
        try:
            return verify_work(work, by=by, words="Read it.").verification
        except IllegalMark:
            return "told"

    marks = [lambda by=by: mark(by) for by in people]
    assert sorted(at_once(acme, *marks)) == ["Read it.", "told"]


# The pages


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


PAGE_QUERIES = 19  # five to come in; two on the person, one each on what the page shows
