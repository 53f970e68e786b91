"""Erasing a person: asked for, waited for, and done.

Who asks confirms it by a link in a mail. Their applications that run are withdrawn at once; seven
days later every room erases what it holds of them, and the record stays as "Erased candidate", so
that stages and scores go on counting. Until then it can be called off. What no room can erase
stands in docs/decisions/0025-candidates-own-page.md, and on screen.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from config.accounts import links as signed_links
from config.records.audit import acting
from config.records.crashes import crash_point
from pipeline.candidate_pages.limits import HOUR, check_limit
from pipeline.candidate_pages.requests import ASKS, who_sees_to
from pipeline.candidate_pages.wording import say_day, word_mail
from pipeline.mailing.sending import send_message
from pipeline.models import (
    Application,
    ApplicationState,
    Candidate,
    CandidateRequest,
    Message,
    MessageKind,
    RequestKind,
    Topic,
)
from pipeline.moves import IllegalMove, withdraw
from pipeline.notices.telling import CANDIDATE, tell

WAIT = timedelta(days=7)
CONFIRM_WITHIN = timedelta(days=1)
PURPOSE = "erasure"
MOST_MAILS_AN_HOUR = 3
WITHDRAWN_WHY = "Their data are to be deleted."
CALLED_OFF, DONE = "Called off.", "Done."
ROUND = "erasures"

Eraser = Callable[[Candidate], None]
"""Erases what a room holds of this person, for good, inside a transaction; may be asked again."""

ERASERS: list[Eraser] = []


def mail_confirmation(application: Application) -> Message:
    """Mail the candidate the link that confirms an erasure. Raises Unsendable and TooMuch."""
    recent = Message.objects.filter(
        thread__candidate=application.candidate_id,
        kind=MessageKind.PAGE,
        created_at__gt=timezone.now() - HOUR,
    )
    check_limit(recent, MOST_MAILS_AN_HOUR)
    company = connection.tenant
    token = signed_links.sign(company, PURPOSE, application.pk.hex)
    link = company.address(reverse("pipeline:my_erasure", args=[token]))
    subject, text = word_mail("erasure_asked", application, link=link)
    return send_message(
        application, by="candidate", subject=subject, text=text, kind=MessageKind.PAGE
    )


def read_confirmation(token: str) -> Application | None:
    """Return the application whose candidate confirms by `token`, or None where it says nothing."""
    key = signed_links.read(connection.tenant, PURPOSE, token, life=CONFIRM_WITHIN)
    rows = Application.objects.select_related("candidate", "opening", "stage")
    return rows.filter(pk=key).first() if key else None


def start_erasure(candidate: Candidate, *, by) -> CandidateRequest | None:
    """Withdraw what runs, and let the wait begin; return what waits.

    One that waits already stays as it is. Where there is no application nothing can wait: then
    the person is erased at once, and None comes back.
    """
    with acting(by):
        Candidate.objects.select_for_update().get(pk=candidate.pk)
        if waiting := erasure_of(candidate):
            return waiting
        applications = list(_applications(candidate))
        if not applications:
            erase_person(candidate, by=by)
            return None
        for application in applications:
            _end(application, by=by)
        request = CandidateRequest.objects.create(
            application=applications[0], kind=RequestKind.ERASURE
        )
        _tell(request, by=by)
    return request


def call_off(candidate: Candidate, *, by) -> bool:
    """Let nothing be erased after all; say whether something was to be."""
    with acting(by):
        Candidate.objects.select_for_update().get(pk=candidate.pk)
        waiting = erasure_of(candidate)
        if waiting is None:
            return False
        _handle(waiting, CALLED_OFF)
    return True


def erasure_of(candidate: Candidate) -> CandidateRequest | None:
    """Return the erasure of this person that waits, or None."""
    waiting = CandidateRequest.objects.open().filter(kind=RequestKind.ERASURE)
    return waiting.filter(application__candidate=candidate).first()


def due_at(request: CandidateRequest) -> datetime:
    """Return when an erasure that waits is done."""
    return request.created_at + WAIT


def is_erased(candidate: Candidate) -> bool:
    return "erased_at" in candidate.attributes


def erase_due() -> int:
    """Erase everybody whose time to call it off is over; return how many.

    Each is a transaction of its own: a worker that dies leaves the person whole.
    """
    erased = 0
    while _erase_next():
        erased += 1
    return erased


def erase_person(candidate: Candidate, *, by) -> None:
    """Let every room erase this person, and the records that were merged into theirs."""
    with acting(by):
        merged = Candidate.objects.filter(merged_into=candidate)
        for person in [candidate, *merged]:
            for erase in ERASERS:
                erase(person)
        crash_point("erasure.erased")


def _erase_next() -> bool:
    with transaction.atomic():
        due = CandidateRequest.objects.open().filter(
            kind=RequestKind.ERASURE, created_at__lte=timezone.now() - WAIT
        )
        request = due.select_for_update(skip_locked=True, of=("self",)).first()
        if request is None:
            return False
        with acting(ROUND):
            candidate = Candidate.objects.select_for_update().get(applications=request.application)
            erase_person(candidate, by=ROUND)
            _handle(request, DONE)
    return True


def _end(application, *, by):
    """Withdraw it where it runs; of one that somebody closes at this moment, nothing is left."""
    if application.state != ApplicationState.ACTIVE:
        return
    with suppress(IllegalMove):
        withdraw(application, by=by, reason=WITHDRAWN_WHY)


def _applications(candidate):
    rows = candidate.applications.select_related("opening", "stage", "candidate")
    return rows.order_by("-id")


def _handle(request, answer):
    CandidateRequest.objects.filter(pk=request.pk).update(
        handled_at=timezone.now(), answer=answer, text=""
    )


def _tell(request, *, by):
    application = request.application
    tell(
        who_sees_to(request),
        topic=Topic.REQUEST,
        sentence=f"{CANDIDATE} {ASKS[RequestKind.ERASURE]}. "
        f"It is done on {say_day(due_at(request))}, unless it is called off.",
        href=reverse("pipeline:candidate", args=[application.candidate_id]),
        key=f"request-{request.pk}",
        application=application,
        by=by,
    )
