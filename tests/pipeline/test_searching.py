"""Searching: who is found, by what, and in which order."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pipeline.document_reading import read_documents
from pipeline.documents import add_document
from pipeline.models import Employment, Tag, Tagging, Work
from pipeline.notes import write_note
from pipeline.people_due import bring_up_to_date
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
