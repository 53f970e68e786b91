"""One row of everything a company has, and addresses made from the rows."""

import re
from importlib import import_module

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver

from config.accounts.models import Invitation, User
from config.records.files import store_file
from config.records.models import ApiToken
from panels.models import CalibrationExample
from panels.seats import seat
from pipeline.applying.answers import Given, write_answers
from pipeline.approvals import ask_approver
from pipeline.closing_briefs import write_brief
from pipeline.copying.contents import Extent
from pipeline.copying.templates import save_template
from pipeline.documents import add_document
from pipeline.framework.documents import document_of, rows_of
from pipeline.framework.editing import write_entry
from pipeline.framework.lists import LISTS
from pipeline.holding import hold
from pipeline.models import (
    Criterion,
    Import,
    Process,
    ProcessStage,
    ScreeningQuestion,
    Specialization,
)
from pipeline.notes import write_note
from pipeline.offers import draft_offer
from pipeline.people.pools import create_pool, put_in_pool
from pipeline.people.referrals import Introduction, refer
from pipeline.people.tags import tag_people
from pipeline.people.works import add_work
from tests.companies import KEYS
from tests.duplicates import make_duplicates
from tests.factories import (
    make_application,
    make_candidate,
    make_opening,
    offer_terms,
    stage_of,
)

MARKER = "Quetzalcoatlus"
"""A word that every text of the world carries, and nothing else does."""


def make_world() -> dict:
    """Make one row of everything in the present company; return their keys by noun."""
    users = {who: User.objects.get(pk=key) for who, key in KEYS.items()}
    recruiter, interviewer = users["recruiter"], users["interviewer"]
    opening = make_opening(by=recruiter, title=f"{MARKER} engineer")
    opening.stages.update(gate="none")
    candidate = make_candidate(name=f"{MARKER} Ada", email=f"{MARKER}@example.com".lower())
    technical = stage_of(opening, "technical")
    application = make_application(opening, candidate=candidate, by=recruiter, stage=technical)
    criteria = list(Criterion.objects.all()[:2])
    place = seat(technical, interviewer, criteria, by=recruiter)
    held = hold(application, by=recruiter, reason=f"{MARKER} travels")
    write_note(candidate, by=recruiter, text=f"{MARKER} note", application=application)
    upload = SimpleUploadedFile(f"{MARKER}.txt", f"{MARKER} file".encode())
    document = add_document(candidate, by=recruiter, upload=upload, application=application)
    paper = add_work(candidate, by=recruiter, kind="paper", title=f"{MARKER} on retrieval")
    tag, _ = tag_people([candidate], MARKER, by=recruiter)
    pool = create_pool(by=recruiter, name=f"{MARKER} pool", purpose=f"{MARKER} fans")
    put_in_pool(pool, [candidate], by=recruiter, note=f"{MARKER} why")
    _refer_somebody(opening, by=interviewer)
    write_brief(application, by=recruiter, parts={"problem": f"{MARKER} search"})
    offer = draft_offer(application, by=recruiter, **offer_terms())
    _ask_and_answer(opening, application)
    spare = SimpleUploadedFile("log.csv", b"case_id,activity,timestamp\n")
    work = Import.objects.create(file=store_file(spare, by=recruiter), by=recruiter)
    invitation = Invitation.objects.create(
        email=f"{MARKER}@example.org".lower(), name=MARKER, roles=["interviewer"]
    )
    token, _ = ApiToken.issue(recruiter, f"{MARKER} token")
    own = Process.objects.create(name=f"{MARKER} process", specialization=opening.specialization)
    ProcessStage.objects.create(process=own, kind="screen", name="Talk", position=0)
    approval = ask_approver(opening, recruiter, by=users["lead"])
    template = save_template(opening, by=recruiter, name=f"{MARKER} role", extent=Extent())
    duplicates = make_duplicates(candidate, name=MARKER, by=recruiter)
    return duplicates | {
        "openings": opening.pk,
        "approvals": approval.pk,
        "opening-templates": template.pk,
        "applications": application.pk,
        "candidates": candidate.pk,
        "works": paper.pk,
        "tags": tag.pk,
        "pools": pool.pk,
        "places": pool.places.get().pk,
        "seats": place.pk,
        "holds": held.pk,
        "offers": offer.pk,
        "imports": work.pk,
        "files": document.file_id,
        "people": users["other_interviewer"].pk,
        "invitations": invitation.pk,
        "tokens": token.pk,
        "processes": own.pk,
        "specializations": Specialization.objects.get(key="research").pk,
        "stage": technical.pk,
        "ref": opening.ref,
        "criterion": _reword_criterion(by=users["lead"]),
        "example": CalibrationExample.objects.first().key,
    }


def _refer_somebody(opening, *, by):
    said = Introduction(f"{MARKER} Bo", "bo@example.com", f"{MARKER} team", f"{MARKER} is good")
    refer(opening, said, by=by, rule="reply")


def _ask_and_answer(opening, application):
    """A question of the company's own to applicants, and a flagged answer."""
    said = {"kind": "choice", "options": [MARKER, "Search"], "flags": {MARKER: f"{MARKER} flag"}}
    question = ScreeningQuestion.objects.create(
        opening=opening, position=0, ask=f"{MARKER} or search?", **said
    )
    write_answers(application, [Given(question, MARKER)])


def _reword_criterion(*, by) -> str:
    """Write a second version of the framework; return the key of what it changed."""
    entry_list = LISTS["criteria"]
    document = document_of(entry_list, rows_of(entry_list).get(key="frames-first"))
    reworded = {**document, "looks_for": f"{MARKER} comes first."}
    write_entry("criteria", reworded, by=by, note=f"{MARKER} note")
    return document["key"]


def addresses(urlconf="config.urls"):
    """Each address of `urlconf` as (pattern text, view), nested ones joined."""
    return list(_walk(import_module(urlconf).urlpatterns, ""))


def _walk(patterns, prefix):
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, place)
        else:
            yield place, pattern.callback


OTHERS = {"user": "people", "specialization": "specializations", "opening": "openings"}
OTHERS |= {
    "application": "applications",
    "hold": "holds",
    "stage": "stage",
    "approval": "approvals",
}


def address_of(place: str, world: dict) -> str:
    """Return the address that `place` has for the rows of `world`."""
    place = place.replace("<slug:ref>", world["ref"]).replace("<slug:key>", "offer")
    place = place.replace("<slug:list_name>", "criteria").replace("<int:number>", "2")
    place = place.replace("<slug:entry_key>", world["criterion"])
    place = place.replace("<slug:example>", world["example"])
    place = place.replace("<str:token>", "no-such-token")

    def row(match):
        name = re.sub(r"_(id|pk)$", "", match[1])
        if name in OTHERS and not place.startswith(f"{OTHERS[name]}/<"):
            return str(world[OTHERS[name]])
        before = [part for part in place[: match.start()].split("/") if part in world]
        return str(world[before[-1]])

    return "/" + re.sub(r"<uuid:(\w+)>", row, place)
