"""Rejecting somebody, and the mail that tells them."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline import moves
from pipeline.blind.reading import refuse_hidden
from pipeline.forms.posted import posted
from pipeline.forms.rejections import ReasonMailsForm, RejectForm, RejectionLetterForm
from pipeline.mailing.sending import Unsendable, send_now
from pipeline.rejections.hours import hour_for, say_hour, zone_of
from pipeline.rejections.letters import Letter, template_for
from pipeline.rejections.planning import plan_anew, rewrite_rejection, stop_rejection
from pipeline.rejections.reason_mails import choose_mails
from pipeline.rejections.standing import read_rejection, standing_move
from pipeline.views import move_answers
from pipeline.views.applications import managed_application
from pipeline.views.moves import movable

HAS_LEFT = "The mail has left already, or was taken back."


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("applications.move")
def reject(request, pk):
    """Reject the application with a written reason, and plan what the candidate is told.

    With “preview” the form comes back with the mail as it would go out, and nothing is done.
    """
    application = movable(request, pk)
    initial = {"version": application.version}
    data, by = posted(request), request.user
    form = RejectForm(data, application=application, by=by, initial=initial)
    is_preview = "preview" in request.POST
    if not is_preview and form.is_valid():
        given = {"reason": form.reason, "version": form.cleaned_data["version"]}
        return move_answers.take(
            request,
            application,
            partial(moves.reject, application, by=by, letter=form.letter, **given),
            say=lambda: f"Rejected {application.candidate}.",
        )
    if is_preview:
        form = form.as_typed()
    return _show_form(request, application, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("applications.move")
def edit_rejection(request, pk):
    """Change the mail that waits; or write one after all, where none does."""
    application, standing = _standing(request, pk)
    if not (standing.can_change or standing.can_plan):
        messages.error(request, HAS_LEFT)
        return redirect("pipeline:application", pk)
    form = RejectionLetterForm(posted(request), initial=_words_of(application, standing))
    if form.is_valid() and _write(request, application, standing, form):
        messages.success(request, "The mail is planned in these words.")
        return redirect("pipeline:application", pk)
    context = {"application": application, "form": form, "standing": standing}
    status = 422 if form.errors else 200
    return render(request, "pipeline/rejection_edit.html", context, status=status)


@require_POST
@needs("applications.move")
def send_rejection(request, pk):
    """Let the mail that waits leave at once."""
    _, standing = _standing(request, pk)
    is_sent = bool(standing.message) and send_now(standing.message, by=request.user)
    return _say(request, pk, is_sent, "The rejection goes out now.")


@require_POST
@needs("applications.move")
def stop_rejection_mail(request, pk):
    """Send no mail after all."""
    _, standing = _standing(request, pk)
    is_stopped = bool(standing.message) and stop_rejection(standing.message, by=request.user)
    return _say(request, pk, is_stopped, "No mail goes out. Tell them yourself.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("emails.edit")
def reason_mails(request):
    """Which mail goes out for which reason."""
    form = ReasonMailsForm(posted(request))
    if form.is_valid():
        choose_mails(form.chosen(), by=request.user)
        messages.success(request, "Saved.")
        return redirect("pipeline:emails")
    status = 422 if form.errors else 200
    return render(request, "pipeline/reason_mails.html", {"form": form}, status=status)


def _show_form(request, application, form):
    person, company = application.candidate, request.company
    context = {
        "application": application,
        "form": form,
        "title": f"Reject {person}",
        "next": way_back(request),
        "preview": form.preview(),
        "is_unreachable": not (person.email or person.is_stand_in),
        "hour": say_hour(hour_for(person, company, at=timezone.now()), person, company),
        "zone": zone_of(person, company),
    }
    page = "_reject_sheet" if request.htmx else "reject"
    status = 422 if form.is_bound else 200
    return render(request, f"pipeline/{page}.html", context, status=status)


def _standing(request, pk):
    application = managed_application(request, pk)
    refuse_hidden(application.candidate)
    standing = read_rejection(application, request.company)
    if standing is None or standing.state == "told":
        raise Http404
    return application, standing


def _words_of(application, standing):
    if standing.message:
        return {"subject": standing.message.subject, "words": standing.message.text}
    template = template_for(standing_move(application).reason)
    return {"subject": template.subject, "words": template.body}


def _write(request, application, standing, form):
    """Plan or change the mail; False where that is refused, which the form then says."""
    letter = Letter(form.cleaned_data["subject"], form.cleaned_data["words"].replace("\r\n", "\n"))
    try:
        if standing.can_change:
            rewrite_rejection(standing.message, letter, by=request.user)
        else:
            plan_anew(application, standing_move(application), letter, by=request.user)
    except (Unsendable, ValueError) as why:
        form.add_error("words", str(why))
        return False
    return True


def _say(request, pk, is_done, sentence):
    if is_done:
        messages.success(request, sentence)
    else:
        messages.error(request, HAS_LEFT)
    return redirect("pipeline:application", pk)
