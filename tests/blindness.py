"""Somebody of whom everything is known, hidden in a blind opening."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from panels.seats import seat
from pipeline.closing_briefs import write_brief
from pipeline.document_reading import read_documents
from pipeline.documents import add_document
from pipeline.holding import hold
from pipeline.models import Criterion, Employment, ScreeningAnswer
from pipeline.notes import write_note
from pipeline.offers import draft_offer
from pipeline.people.pools import create_pool, put_in_pool
from pipeline.people.tags import tag_people
from pipeline.people.works import add_work
from pipeline.people_due import bring_up_to_date
from tests.factories import make_application, make_candidate, make_opening, offer_terms, stage_of
from tests.world import make_world

NAME, EMAIL, PHONE = "Xanthippe Quillfeather", "nightowl@zephyrpost.example", "+421 907 555 777"
LINK = "https://github.com/barnaclefrog"
RESUME = f"""{NAME}
{EMAIL} | {PHONE} | Vlkolinec

Experience
Machine Learning Engineer, Thistlewick Robotics
July 1987 - September 1993
Built ranking in PyTorch.

Education
Brackenmoor University, MSc Mathematics, 1986
"""
TELLING = [
    *("xanthippe", "quillfeather", "nightowl", "zephyrpost", "907 555 777", "907555777"),
    *("barnaclefrog", "vlkolinec", "thistlewick", "brackenmoor", "1987", "1993", "1986"),
    "owlpapers",
]
"""Words of which none may be read by whom the applicant is hidden from."""


def make_applicant(opening, recruiter):
    """Somebody of whom everything is known, in the inbox of a blind opening."""
    person = make_candidate(name=NAME, email=EMAIL, phone=PHONE, location="Vlkolinec", links=LINK)
    application = make_application(opening, candidate=person)
    Employment.objects.create(candidate=person, employer="Thistlewick Robotics", started="1987-07")
    upload = SimpleUploadedFile("owlpapers-quillfeather.txt", RESUME.encode())
    document = add_document(person, upload, by="applicant", application=application)
    read_documents()
    write_note(person, by=recruiter, text=f"{NAME} of Thistlewick called", application=application)
    write_note(person, by="applicant", text=f"I am {NAME} of Vlkolinec.", application=application)
    ScreeningAnswer.objects.create(application=application, ask="Why?", answer=f"{NAME}, {EMAIL}")
    return application, document


def make_blind_world(recruiter, lead, interviewer) -> dict:
    """Make the world, and in it somebody who is hidden; rows by noun are theirs."""
    opening = make_opening(by=lead, is_blind=True, title="Ranking engineer")
    opening.stages.update(gate="none")
    opening.team.add(recruiter)
    application, document = make_applicant(opening, recruiter)
    place = seat(stage_of(opening, "inbox"), interviewer, [Criterion.objects.first()], by=lead)
    held = hold(application, by=recruiter, reason="Quillfeather travels to Vlkolinec")
    write_brief(application, by=recruiter, parts={"problem": "What Xanthippe would do"})
    offer = draft_offer(application, by=recruiter, **offer_terms())
    paper = add_work(
        application.candidate, by=recruiter, kind="paper", title="Quillfeather on ranking", url=LINK
    )
    tag, _ = tag_people([application.candidate], "Met at a fair", by=recruiter)
    pool = create_pool(by=recruiter, name="For later", purpose="")
    put_in_pool(pool, [application.candidate], by=recruiter, note="Xanthippe is good")
    make_candidate(name=NAME, email=EMAIL.upper(), phone=PHONE)  # perhaps the same person
    bring_up_to_date()
    return make_world() | {
        "openings": opening.pk,
        "ref": opening.ref,
        "stage": application.stage_id,
        "applications": application.pk,
        "candidates": application.candidate_id,
        "files": document.file_id,
        "seats": place.pk,
        "holds": held.pk,
        "offers": offer.pk,
        "works": paper.pk,
        "tags": tag.pk,
        "pools": pool.pk,
        "places": pool.places.get().pk,
    }


def told_by(body: bytes) -> list[str]:
    """Return the words of TELLING that stand in an answer; digits within a key are no year."""
    text = body.decode("utf-8", "replace").casefold()
    return [word for word in TELLING if re.search(_sought(word), text)]


def _sought(word):
    return word if word.isalpha() else rf"(?<![\w-]){re.escape(word)}(?![\w-])"
