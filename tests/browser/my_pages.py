"""Addresses of candidates' own pages, for the sweep of screens."""

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.take_homes import set_brief
from config.accounts import links as signed_links
from pipeline.candidate_pages.erasing import PURPOSE
from pipeline.candidate_pages.links import sign_link, standing_link
from pipeline.candidate_pages.requests import answer_request, ask
from pipeline.documents import add_document
from pipeline.models import RequestKind

SURVEY = "my/<str:token>/survey/"
ERASURE = "my/erasure/<str:token>/"


def make_my_pages(company, application, hired, *, by) -> dict:
    """Fill the page of `application`, and return keys of theirs for `my_address`."""
    file = SimpleUploadedFile("cv.txt", b"Built search")
    document = add_document(application.candidate, file, by="applicant")
    answer_request(
        ask(application, RequestKind.QUESTION, text="Is it remote?"), by=by, answer="Yes."
    )
    set_brief(application, application.stage, by=by, brief="Rank invoices.", due_at=None)
    ask(application, RequestKind.RESCHEDULE, text="Tuesday at ten")
    application.opening.stages.filter(kind="take_home").update(is_paid=True, pay_note="300 euros")
    return {
        "my token": sign_link(standing_link(application)),
        "over token": sign_link(standing_link(hired)),
        "erasure token": signed_links.sign(company, PURPOSE, application.pk.hex),
        "my document": document.pk,
    }


def my_address(world, place) -> str:
    """Return `place` with its parts filled in where it is one of theirs, else as it is."""
    if not place.startswith("my/"):
        return place
    token = {SURVEY: "over token", ERASURE: "erasure token"}.get(place, "my token")
    place = place.replace("<str:token>", world[token]).replace("<slug:kind>", "reschedule")
    return place.replace("<uuid:document_id>", str(world["my document"]))
