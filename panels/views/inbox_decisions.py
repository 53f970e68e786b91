"""Deciding on an applicant in the inbox: on to the next stage, turned down, held, or undone."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from panels.forms.inbox import InboxHoldForm, InboxRejectForm
from panels.inbox.reviewing import next_of, waiting_as
from panels.views.inbox_pages import Inbox, inbox_or_404, is_piece, show
from pipeline import moves
from pipeline.forms.moves import VersionForm
from pipeline.holding import hold
from pipeline.latest_moves import describe_latest_move
from pipeline.models import Application
from pipeline.moves import IllegalMove, StaleApplication
from pipeline.visibility import manages


@never_cache
@require_POST
@needs("applications.move")
def advance(request, pk, application_id):
    """Move the applicant out of the inbox into the next stage, and go on to whoever follows."""
    inbox, application = _to_decide(request, pk, application_id)
    form = VersionForm(request.POST)
    if inbox.next_stage is None or not form.is_valid():
        return _refused(request, inbox, application, "Reload the page: this cannot be done now.")
    version, to = form.cleaned_data["version"], inbox.next_stage
    change = partial(moves.move, application, to, by=request.user, version=version)
    return _take(request, inbox, application, change, f"Moved {application.candidate} to {to}.")


@never_cache
@require_POST
@needs("applications.move")
def reject(request, pk, application_id):
    """Turn the applicant down with a written reason, and go on to whoever follows."""
    inbox, application = _to_decide(request, pk, application_id)
    form = InboxRejectForm(request.POST)
    if not form.is_valid():
        return show(request, inbox, application, status=422, reject_form=form)
    version = form.cleaned_data["version"]
    change = partial(
        moves.reject, application, by=request.user, reason=form.reason, version=version
    )
    return _take(request, inbox, application, change, f"Rejected {application.candidate}.")


@never_cache
@require_POST
@needs("applications.move")
def undo(request, pk, application_id):
    """Undo the latest decision, and come back to the applicant."""
    inbox, application = _to_decide(request, pk, application_id)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    try:
        moves.undo(application, by=request.user, version=version)
    except StaleApplication as late:
        return _stale(request, inbox, application, late.application)
    except IllegalMove as why:
        return _refused(request, inbox, application, str(why))
    sentence = f"Undone: {application.candidate} is in {application.stage} again."
    return _stay(request, inbox, application, sentence)


@never_cache
@require_POST
@needs("applications.hold")
def hold_clock(request, pk, application_id):
    """Hold the clock of the applicant, with a reason."""
    inbox, application = _to_decide(request, pk, application_id)
    form = InboxHoldForm(request.POST, company=request.company)
    if form.is_valid():
        try:
            hold(application, by=request.user, **form.hold_fields())
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            return _stay(
                request, inbox, application, f"The clock of {application.candidate} is held."
            )
    return show(request, inbox, application, status=422, hold_form=form)


def _to_decide(request, pk, application_id) -> tuple[Inbox, Application]:
    inbox = inbox_or_404(request, pk)
    application = inbox.applicant(application_id)
    if not manages(request.user, application):
        raise Http404
    return inbox, application


def _take(request, inbox, application, change, sentence):
    """Make the `change` and answer with whoever follows; `sentence` says what was done."""
    try:
        change()
    except StaleApplication as late:
        return _stale(request, inbox, application, late.application)
    except IllegalMove as why:
        return _refused(request, inbox, application, str(why))
    key = next_of(inbox.sifted, waiting_as(application))
    if not is_piece(request):
        return redirect(inbox.address(key, decided=application.pk))
    toast = {"text": sentence, "undo_name": "version", "undo_value": application.version}
    toast["undo_url"] = reverse("panels:undo_decision", args=[inbox.opening.pk, application.pk])
    return show(request, inbox, inbox.applicant(key) if key else None, toast=toast)


def _stay(request, inbox, application, sentence):
    if not is_piece(request):
        messages.success(request, sentence)
        return redirect(inbox.address(application.pk))
    toast = {"text": sentence}
    return show(request, inbox, inbox.applicant(application.pk), toast=toast)


def _stale(request, inbox, application, current):
    """Somebody was faster: say who, and show what they made of it."""
    current.candidate = application.candidate
    sentence = describe_latest_move(current, timezone.now())
    fresh = inbox.applicant(application.pk)
    return show(request, inbox, fresh, status=409, toast={"text": sentence, "tone": "bad"})


def _refused(request, inbox, application, sentence):
    toast = {"text": sentence, "tone": "bad"}
    return show(request, inbox, application, status=422, toast=toast)
