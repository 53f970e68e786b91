"""What candidates ask for on their page, and what colleagues answer.

An accommodation, and the wish to be erased, are the recruiters' alone: no hiring lead, no panel
and nobody who follows the application learns of them.
"""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.audit import acting, person_of
from pipeline.candidate_pages.limits import check_limit, hour_ago
from pipeline.candidate_pages.links import CANDIDATE
from pipeline.candidate_pages.wording import word_mail
from pipeline.happenings import announce
from pipeline.locks import lock_application
from pipeline.mailing.sending import Unsendable, send_message
from pipeline.models import Application, CandidateRequest, HappeningKind, RequestKind, Topic
from pipeline.notices.telling import CANDIDATE as WHOEVER
from pipeline.notices.telling import tell
from pipeline.work_queue.owners import owner_of

MOST_AN_HOUR = 10
LONGEST = 4000

ON_THE_PAGE = "You find it on your page, where nobody else reads it."

ASKS = {
    RequestKind.RESCHEDULE: "asks for another time",
    RequestKind.ACCOMMODATION: "asks for an adjustment",
    RequestKind.PERSON: "would rather talk to a person than take the automatic screen",
    RequestKind.QUESTION: "has a question",
    RequestKind.ERASURE: "wants their data deleted",
}
"""What somebody does who asks; it follows a name."""


def ask(application: Application, kind: RequestKind, *, text: str) -> CandidateRequest:
    """Note what the candidate asks for, and tell who sees to it; return the request.

    The same words asked twice while the first wait for an answer are one request. Raises
    TooMuch.
    """
    with acting(CANDIDATE):
        lock_application(application)
        same = application.requests.filter(kind=kind, text=text, handled_at=None).first()
        if same:
            return same
        check_limit(application.requests.filter(created_at__gt=hour_ago()), MOST_AN_HOUR)
        request = CandidateRequest.objects.create(application=application, kind=kind, text=text)
        if not request.is_private:
            announce(HappeningKind.REQUEST_MADE, application, by=None, request=str(request.pk))
        tell(
            who_sees_to(request),
            topic=Topic.REQUEST,
            sentence=f"{WHOEVER} {ASKS[kind]}.",
            href=reverse("pipeline:application", args=[application.pk]) + "#candidate-page",
            key=f"request-{request.pk}",
            application=application,
        )
    return request


def answer_request(request: CandidateRequest, *, by, answer: str) -> CandidateRequest:
    """Handle a request with an answer that is mailed and stands on their page; return it.

    Raises ValidationError where somebody was faster, or there is nothing to say.
    """
    if not answer.strip():
        raise ValidationError({"answer": "Write an answer."})
    with acting(by):
        row = CandidateRequest.objects.select_for_update().get(pk=request.pk)
        if row.handled_at:
            raise ValidationError({"answer": "This has been answered already."})
        row.handled_at, row.handled_by = timezone.now(), person_of(by)
        row.answer = answer.strip()
        row.save(update_fields=["handled_at", "handled_by", "answer"])
        _mail(row, by=by)
    return row


def who_sees_to(request: CandidateRequest) -> list[User]:
    """Return whom a request is for: the owner, or recruiters alone where it is private.

    Those of the team, else all of them.
    """
    owner = owner_of(request.application)
    if not request.is_private:
        return [owner] if owner else []
    if owner and Role.RECRUITER in owner.roles:
        return [owner]
    recruiters = User.objects.active().holding(Role.RECRUITER)
    on_team = recruiters.filter(memberships__opening=request.application.opening_id)
    return list(on_team) or list(recruiters)


def _mail(request, *, by):
    """Of what only recruiters may know the mail says nothing: leads read the thread as well."""
    application = request.application
    answer = ON_THE_PAGE if request.is_private else request.answer
    subject, text = word_mail("request_answered", application, answer=answer)
    try:
        send_message(application, by=by, subject=subject, text=text)
    except Unsendable:
        return  # without an address, it stands on the page
