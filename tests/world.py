"""One row of everything a company has, and addresses made from the rows."""

import re
from datetime import date
from decimal import Decimal
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
from pipeline.board_views.many_changes import Picked, tag_many
from pipeline.board_views.saved_views import save_view
from pipeline.candidate_pages.links import make_link
from pipeline.candidate_pages.requests import ask
from pipeline.closing_briefs import write_brief
from pipeline.copying.contents import Extent
from pipeline.copying.templates import save_template
from pipeline.documents import add_document
from pipeline.framework.documents import document_of, rows_of
from pipeline.framework.editing import write_entry
from pipeline.framework.lists import LISTS
from pipeline.holding import hold
from pipeline.models import (
    ApproverStep,
    Criterion,
    DayOff,
    Escalation,
    Import,
    LetterTemplate,
    Process,
    ProcessStage,
    RequestKind,
    ScreeningQuestion,
    Specialization,
)
from pipeline.notes import write_note
from pipeline.notices.telling import tell
from pipeline.offering.approving import ask_for_approval
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import Place
from pipeline.offering.letters import write_template
from pipeline.offering.rate_table import Rate, keep_rate
from pipeline.offers import draft_offer
from pipeline.people.pools import create_pool, put_in_pool
from pipeline.people.referrals import Introduction, refer
from pipeline.people.tags import tag_people
from pipeline.people.works import add_work
from tests.automated import make_automated
from tests.companies import KEYS
from tests.correspondence import make_correspondence
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
    notice = _tell_of(application, recruiter)
    upload = SimpleUploadedFile(f"{MARKER}.txt", f"{MARKER} file".encode())
    document = add_document(candidate, by=recruiter, upload=upload, application=application)
    paper = add_work(candidate, by=recruiter, kind="paper", title=f"{MARKER} on retrieval")
    tag, _ = tag_people([candidate], MARKER, by=recruiter)
    pool = create_pool(by=recruiter, name=f"{MARKER} pool", purpose=f"{MARKER} fans")
    put_in_pool(pool, [candidate], by=recruiter, note=f"{MARKER} why")
    _refer_somebody(opening, by=interviewer)
    write_brief(application, by=recruiter, parts={"problem": f"{MARKER} search"})
    offer = draft_offer(application, by=recruiter, **offer_terms())
    offering = _approve_offers(offer, by=users["lead"])
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
    request = ask(application, RequestKind.QUESTION, text=f"{MARKER} question")
    link = make_link(application, by=recruiter)
    mail = make_correspondence(application, by=recruiter, name=MARKER)
    duplicates = make_duplicates(candidate, name=MARKER, by=recruiter)
    return duplicates | offering | {
        **mail,
        **make_automated(application, by=recruiter, name=MARKER),
        "openings": opening.pk,
        **_save_and_change(opening, application, by=recruiter),
        "approvals": approval.pk,
        "opening-templates": template.pk,
        "applications": application.pk,
        "requests": request.pk,
        "page-links": link.pk,
        "candidates": candidate.pk,
        "works": paper.pk,
        "tags": tag.pk,
        "pools": pool.pk,
        "places": pool.places.get().pk,
        "seats": place.pk,
        "holds": held.pk,
        "notices": notice.pk,
        "offers": offer.pk,
        "imports": work.pk,
        "files": document.file_id,
        "people": users["other_interviewer"].pk,
        "invitations": invitation.pk,
        "tokens": token.pk,
        "escalations": Escalation.objects.first().pk,
        "days": DayOff.objects.create(day="2030-06-03", name=f"{MARKER} day").pk,
        "processes": own.pk,
        "specializations": Specialization.objects.get(key="research").pk,
        "stage": technical.pk,
        "ref": opening.ref,
        "criterion": _reword_criterion(by=users["lead"]),
        "example": CalibrationExample.objects.first().key,
    }


def _save_and_change(opening, application, *, by):
    """A view that the team shares, and something done with many."""
    view = save_view(
        by=by, name=f"{MARKER} view", shape="table", query="", opening=opening, is_shared=True
    )
    change = tag_many([Picked(application)], by=by, name=f"{MARKER} at once").change
    return {"views": view.pk, "changes": change.pk}


def _tell_of(application, person):
    about = {"key": "world", "href": f"/applications/{application.pk}/"}
    (notice,) = tell(
        [person],
        topic="followed",
        sentence=f"{MARKER} news of {application.candidate.name}.",
        application=application,
        **about,
    )
    return notice


def _approve_offers(offer, *, by) -> dict:
    """Somebody asked about the offer, a further letter, and an exchange rate.

    The chain is gone again: offers of other tests go out unasked.
    """
    write_chain(None, [Place(role="recruiter"), Place(role="hiring_lead")], by=by)
    (asked,) = ask_for_approval(offer, by=by)
    ApproverStep.objects.all().delete()
    letter = write_template(LetterTemplate(), by=by, name=f"{MARKER} letter", text="{terms}")
    said = Rate("USD", "EUR", Decimal("0.9"), date(2026, 1, 2), f"{MARKER} bank")
    rate, _ = keep_rate(said, by=by)
    return {"offer-approvals": asked.pk, "letters": letter.pk, "rates": rate.pk}


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
