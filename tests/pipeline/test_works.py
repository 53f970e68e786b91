"""The evidence record: works, what a person did in them, and who checked."""

import pytest
from django.core.exceptions import ValidationError

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import PersonDue, Referral, Work
from pipeline.people.work_links import guess_work
from pipeline.people.works import (
    IllegalMark,
    add_work,
    change_work,
    remove_work,
    restore_work,
    take_back_mark,
    verify_work,
)
from tests.companies import KEYS
from tests.factories import make_candidate
from tests.races import at_once

LINK = "https://arxiv.org/abs/2301.00001"


@pytest.fixture
def person(acme):
    return make_candidate(name="Amara Osei")


@pytest.fixture
def paper(person, recruiter):
    return add_work(person, by=recruiter, kind="paper", title="Cheap retrieval", url=LINK)


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
