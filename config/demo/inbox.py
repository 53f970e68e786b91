"""An inbox of the demo to go through: a panel that rates résumés, and people who just applied."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.applicants import APPLICANTS, NO_PERMIT, PERMIT, WHY, Applicant
from config.demo.evidence import fill_scorecard
from panels.inbox.joining import criteria_to_rate
from panels.seats import panel_of, seat
from pipeline.documents import add_document
from pipeline.models import (
    Candidate,
    DocumentText,
    Employment,
    Referral,
    ScreeningAnswer,
    ScreeningQuestion,
    Work,
)
from pipeline.models.screening import AnswerKind
from pipeline.moves import enter, reject
from pipeline.notes import write_note

RATED_BY_A_COLLEAGUE = 4
APPLIED_BEFORE = "Wanda Krol"


def fill_inbox(telling, opening, earlier) -> None:
    """Bring the applicants into `opening`; one of them was turned down for `earlier` once."""
    inbox = opening.stages.get(kind="inbox")
    criteria = criteria_to_rate(opening, inbox)
    for login in ("interviewer", "ravi"):
        seat(inbox, telling.people[login], criteria, by=telling.people["lead"])
    questions = _ask(opening)
    for number, applicant in enumerate(APPLICANTS):
        application = _apply(telling, opening, applicant, questions)
        if number < RATED_BY_A_COLLEAGUE:
            seats = {place.interviewer: place for place in panel_of(application).seats}
            at = telling.now - timedelta(hours=1)
            fill_scorecard(telling.dice, application, seats[telling.people["ravi"]], at)
        if applicant.name == APPLIED_BEFORE:
            _turn_down(telling, earlier, application.candidate)


def resume_of(applicant: Applicant) -> str:
    """Return the résumé of an applicant as plain text."""
    lines = [applicant.name, "", "Experience", ""]
    for title, employer, began, ended, done in applicant.jobs:
        lines += [f"{title}, {employer} ({began} – {ended or 'now'})"]
        lines += [*(f"• {each}" for each in done), ""]
    if applicant.paper:
        lines += ["Publications", "", f"{applicant.paper[0]}. {applicant.paper[1]}"]
    return "\n".join(lines)


def _ask(opening) -> list[ScreeningQuestion]:
    asked = {
        PERMIT: {"kind": AnswerKind.YES_NO, "flags": {"No": NO_PERMIT}},
        WHY: {"kind": AnswerKind.TEXT},
    }
    return [
        ScreeningQuestion.objects.create(opening=opening, position=place, ask=ask, **fields)
        for place, (ask, fields) in enumerate(asked.items())
    ]


def _apply(telling, opening, applicant, questions):
    began = telling.now - timedelta(hours=applicant.hours)
    telling.names.add(applicant.name)
    login = applicant.name.lower().replace(" ", ".")
    candidate = Candidate.objects.create(name=applicant.name, email=f"{login}@example.com")
    origin = "referred" if applicant.referred_as else "applied"
    application = enter(
        candidate,
        opening,
        by="applicant",
        origin=origin,
        happened_at=began,
        first_contact_at=began,
    )
    if applicant.jobs:
        _hand_in(candidate, applicant)
    if applicant.message:
        write_note(candidate, by="applicant", text=applicant.message, application=application)
    if applicant.referred_as:
        by, relation = telling.people["mei"], applicant.referred_as
        Referral.objects.create(
            candidate=candidate, application=application, by=by, relation=relation
        )
    _answer(application, applicant, questions)
    return application


def _hand_in(candidate, applicant):
    text = resume_of(applicant)
    upload = SimpleUploadedFile("resume.txt", text.encode())
    document = add_document(candidate, upload, by="applicant", title="Résumé")
    DocumentText.objects.create(document=document, text=text)
    for place, (title, employer, began, ended, _) in enumerate(applicant.jobs):
        Employment.objects.create(
            candidate=candidate,
            document=document,
            position=place,
            title=title,
            employer=employer,
            started=began,
            ended=ended,
            is_current=not ended,
        )
    if applicant.paper:
        title, part = applicant.paper
        url = f"https://papers.example.com/{title.lower().replace(' ', '-')}"
        Work.objects.create(
            candidate=candidate, kind="paper", title=title, url=url, contribution=part
        )


def _answer(application, applicant, questions):
    permit, why = questions
    said = {permit: "Yes" if applicant.has_permit else "No", why: applicant.first_result}
    for question, answer in said.items():
        ScreeningAnswer.objects.create(
            application=application,
            question=question,
            ask=question.ask,
            answer=answer,
            flag=question.flags.get(answer, ""),
        )


def _turn_down(telling, opening, candidate):
    began, by = telling.now - timedelta(days=400), telling.people["recruiter"]
    application = enter(
        candidate, opening, by=by, origin="applied", happened_at=began, first_contact_at=began
    )
    done = began + timedelta(days=6)
    reject(application, by=by, reason="Wanted more time with search first", happened_at=done)
