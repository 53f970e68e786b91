"""Searching: who is found, by what, and in which order."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pipeline.document_reading import read_documents
from pipeline.documents import add_document
from pipeline.models import Employment, SearchDocument, SearchPerson, Tag, Tagging, Work
from pipeline.notes import write_note
from pipeline.people.tags import rename_tag
from pipeline.people_due import bring_up_to_date
from pipeline.search.keeping import keep_words
from pipeline.search.searching import search
from tests.factories import make_candidate


def resume(candidate, text, *, by, application=None):
    upload = SimpleUploadedFile("resume.txt", text.encode())
    return add_document(candidate, upload, by=by, application=application)


def keep():
    """Let the worker do its part."""
    read_documents()
    bring_up_to_date()


def names(user, text, **options):
    return [hit.candidate.name for hit in search(user, text, **options).hits]


@pytest.fixture
def ada(acme, recruiter):
    """Somebody with something of each kind."""
    ada = make_candidate(
        name="Ada Gödel-Łącki",
        email="ada.goedel@example.com",
        phone="+49 170 1234567",
        location="Lisboa",
        links="https://github.com/adag",
    )
    tag = Tag.objects.create(name="Silver medallist")
    Tagging.objects.create(candidate=ada, tag=tag, by=recruiter)
    Employment.objects.create(candidate=ada, employer="Northwind Robotics", title="Staff engineer")
    Work.objects.create(
        candidate=ada, kind="paper", title="Sparse mixtures", contribution="Proofs."
    )
    write_note(ada, by=recruiter, text="Met at the meetup in Porto.")
    resume(ada, "Shipped gradient boosting in C++ and Node.js, on k8s.", by=recruiter)
    keep()
    return ada


@pytest.mark.parametrize(
    "text",
    [
        "Ada",
        "gödel",
        "godel",
        "GODEL",
        "lacki",
        "łącki",
        "Gödel-Łącki",
        "ada.goedel@example.com",
        "ADA.GOEDEL@example.com",
        "ada.goedel@exa",
        "+49 170 1234567",
        "0170/1234567",
        "1234567",
        "lisboa",
        "github.com/adag",
        "silver medallist",
        "northwind",
        "staff robotics",
        "sparse mixtures",
        "paper proofs",
        "porto",
        "gradient boosting",
        '"gradient boosting"',
        "c++",
        "node.js",
        "nodejs",
        "k8s",
        "resume.txt",
        "ada porto boosting",
        "gra",
    ],
)
def test_somebody_is_found_by_anything_that_is_written(ada, recruiter, text):
    make_candidate(name="Somebody Else")
    keep()
    assert names(recruiter, text) == [ada.name]


def test_while_somebody_is_typing_the_first_letters_of_a_word_are_not_asked_for_yet(ada, recruiter):
    assert names(recruiter, "boosting gr", is_typing=True) == [ada.name]
    assert names(recruiter, "boosting gr") == []


def test_several_words_may_stand_in_different_texts_and_all_must_be_found(ada, recruiter):
    assert names(recruiter, "silver northwind k8s") == [ada.name]
    assert names(recruiter, "silver northwind airflow") == []


def test_quoted_words_stand_one_after_the_other(ada, recruiter):
    assert names(recruiter, '"boosting gradient"') == []
    assert names(recruiter, "boosting gradient") == [ada.name]
    assert names(recruiter, '"gradient boosting" porto') == [ada.name]


@pytest.fixture
def four(acme, recruiter):
    """People who have the word in their name, a tag, a note and a résumé; the last is newest."""
    people = {}
    people["name"] = make_candidate(name="Vega Lin")
    people["tag"] = make_candidate(name="Tagged One")
    Tagging.objects.create(candidate=people["tag"], tag=Tag.objects.create(name="Vega"))
    people["note"] = make_candidate(name="Noted One")
    write_note(people["note"], by=recruiter, text="Built vega charts.")
    people["resume"] = make_candidate(name="Papered One")
    resume(people["resume"], "Vega charts, mostly.", by=recruiter)
    keep()
    return people


def test_a_name_weighs_more_than_skills_and_these_more_than_notes_and_papers(four, recruiter):
    assert names(recruiter, "vega") == ["Vega Lin", "Tagged One", "Noted One", "Papered One"]


def test_among_equals_the_newest_comes_first(acme, recruiter):
    for number in range(3):
        make_candidate(name=f"Orla {number}")
    keep()
    assert names(recruiter, "orla") == ["Orla 2", "Orla 1", "Orla 0"]


def test_more_goes_on_where_the_page_ended(four, recruiter):
    first = search(recruiter, "vega", most=3)
    assert len(first.hits) == 3
    rest = search(recruiter, "vega", most=3, after=first.more)
    assert [hit.candidate.name for hit in rest.hits] == ["Papered One"]
    assert (rest.more, rest.is_further) == ("", True)


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_pages_of_any_size_name_everybody_once_and_in_order(four, recruiter, most):
    whole = names(recruiter, "vega")
    found, after = [], ""
    while True:
        answer = search(recruiter, "vega", most=most, after=after)
        found += [hit.candidate.name for hit in answer.hits]
        after = answer.more
        if not after:
            break
    assert found == whole


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bosting", "boosting"), ("lisbao", "lisboa"), ("northwnid", "northwind")],
)
def test_a_mistyped_word_is_likened_to_near_ones_and_that_is_said(ada, recruiter, typed, meant):
    answer = search(recruiter, typed)
    assert [hit.candidate for hit in answer.hits] == [ada]
    assert [(each.typed, list(each.words)) for each in answer.likened] == [(typed, [meant])]


def test_what_nothing_is_near_to_finds_nobody(ada, recruiter):
    answer = search(recruiter, "zzyzx")
    assert (answer.hits, answer.likened) == ([], [])


def test_a_rare_word_is_taken_for_mistyped_too(ada, recruiter):
    odd = make_candidate(name="Odd One")
    write_note(odd, by=recruiter, text="Writes nortwind without its h.")
    keep()
    assert set(names(recruiter, "nortwind")) == {ada.name, odd.name}


def test_a_quoted_word_is_meant_as_it_is(ada, recruiter):
    assert names(recruiter, '"northwnid"') == []


def test_whoever_changed_a_moment_ago_is_found_by_name_and_contact(acme, recruiter):
    make_candidate(name="Brand New", email="brand.new@example.com")
    assert names(recruiter, "brand") == ["Brand New"]
    assert names(recruiter, "brand.new@example.com") == ["Brand New"]
    assert names(recruiter, "bran ne") == []


def test_who_was_deleted_merged_or_renamed_is_no_longer_found(ada, recruiter):
    other = make_candidate(name="Kept One")
    ada.merged_into = other
    ada.save()
    assert names(recruiter, "porto") == []
    keep()
    assert names(recruiter, "porto") == []
    ada.merged_into = None
    ada.save()
    keep()
    assert names(recruiter, "porto") == [ada.name]
    ada.delete()
    assert names(recruiter, "porto") == []
    keep()


def test_the_text_that_somebody_was_found_by_is_shown_and_marked(ada, recruiter):
    [hit] = search(recruiter, "meetup").hits
    [shown] = hit.shown
    assert shown.scope == "note"
    assert [part.text for part in shown.parts if part.is_marked] == ["meetup"]
    [hit] = search(recruiter, "godel").hits
    assert [part.text for part in hit.name if part.is_marked] == ["Gödel-Łącki"]


def test_keeping_words_again_changes_nothing(ada, recruiter):
    before = set(SearchDocument.objects.values_list("scope", "source", "words"))
    keep_words([ada.pk])
    assert set(SearchDocument.objects.values_list("scope", "source", "words")) == before
    assert SearchPerson.objects.count() == 1


def test_a_renamed_tag_is_found_by_its_new_name(ada, recruiter):
    rename_tag(Tag.objects.get(), "Goldfinch", by=recruiter)
    keep()
    assert names(recruiter, "goldfinch") == [ada.name]
    assert names(recruiter, "medallist") == []
