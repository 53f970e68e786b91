"""Messages with a candidate: reading them, and writing one."""

from django.contrib import messages as notices
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.blind.reading import refuse_hidden
from pipeline.forms.messages import LATER, MessageForm
from pipeline.forms.posted import posted
from pipeline.keys import read_key
from pipeline.mailing.conversations import conversation_of, messages_visible_to
from pipeline.mailing.fields import MERGE_FIELDS, UnknownField
from pipeline.mailing.hours import say_hour, zones_of
from pipeline.mailing.sending import Unsendable
from pipeline.mailing.states import state_of
from pipeline.mailing.steps import FOLLOWS, TOO_LATE, is_bound
from pipeline.mailing.writing import preview_letter, rewrite_message, write_message
from pipeline.models import Application, EmailTemplate
from pipeline.views.applications import find
from pipeline.views.undoing import offer_undo

MOST_PLANNED = 200


@require_safe
@needs("messages.view")
def messages(request, pk):
    """The whole conversation with the candidate about one opening."""
    application = _managed(request, pk)
    context = {"application": application, "conversation": conversation_of(application)}
    return render(request, "pipeline/mail/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("messages.write")
def write(request, pk):
    """A message: filled in and looked at, then sent now or at an hour."""
    application = _managed(request, pk)
    template = _template(request)
    zones = zones_of(application.candidate, request.user, request.company)
    form = MessageForm(posted(request), zones=zones, initial=_first_words(request, application))
    if form.is_bound and form.is_valid() and "preview" not in request.POST:
        try:
            message = write_message(application, by=request.user, template=template, **form.words)
        except (Unsendable, UnknownField) as problem:
            form.add_error(None, str(problem))
        else:
            return _sent(request, message)
    return _show(request, application, form, template=template, templates=_templates())


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("messages.write")
def edit_message(request, pk):
    """A message that waits: other words, or another hour."""
    message = get_object_or_404(messages_visible_to(request.user), pk=pk)
    application = message.thread.application
    if application is None or is_bound(message) or not state_of(message).waits:
        notices.error(request, FOLLOWS if is_bound(message) else TOO_LATE)
        return redirect("pipeline:messages", application.pk) if application else redirect("/")
    zones = zones_of(application.candidate, request.user, request.company)
    initial = {"subject": message.subject, "text": message.text, "when": LATER, "zone": "ours"}
    initial["at"] = message.outbox.due_at
    form = MessageForm(posted(request), zones=zones, initial=initial)
    if form.is_bound and form.is_valid() and "preview" not in request.POST:
        try:
            rewrite_message(message, by=request.user, **form.words)
        except (Unsendable, UnknownField) as problem:
            form.add_error(None, str(problem))
        else:
            notices.success(request, "The message is saved.")
            return redirect("pipeline:messages", application.pk)
    return _show(request, application, form, message=message)


@require_safe
@needs("messages.view")
def planned_messages(request):
    """What leaves later, the next first."""
    rows = messages_visible_to(request.user).filter(
        outbox__sent_at=None, outbox__given_up_at=None, outbox__cancelled_at=None
    )
    rows = rows.filter(outbox__isnull=False).order_by("outbox__due_at")[:MOST_PLANNED]
    planned = [(row, state_of(row), _hour(request, row), is_bound(row)) for row in rows]
    return render(request, "pipeline/mail/planned.html", {"planned": planned})


def _managed(request, pk) -> Application:
    rows = Application.objects.managed_by(request.user).select_related("owner")
    application = find(request, rows, pk)
    refuse_hidden(application.candidate)
    return application


def _template(request):
    key = read_key(request.POST.get("template", "") or request.GET.get("template", ""))
    return EmailTemplate.objects.filter(pk=key, is_own=True).first() if key else None


def _templates():
    return EmailTemplate.objects.filter(is_own=True).only("name")


def _first_words(request, application) -> dict:
    """Those of a template, those of a message once more, or the subject of the conversation."""
    if template := _template(request):
        return {"subject": template.subject, "text": template.body}
    if key := read_key(request.GET.get("again", "")):
        earlier = messages_visible_to(request.user).filter(pk=key, direction="out")
        if message := earlier.filter(thread__application=application).first():
            return {"subject": message.subject, "text": message.text}
    latest = conversation_of(application)[:1]
    subject = latest[0].message.subject if latest else ""
    if subject and not subject.lower().startswith("re:"):
        subject = f"Re: {subject}"[:200]
    return {"subject": subject}


def _sent(request, message):
    application = message.thread.application
    if request.POST.get("when") == LATER:
        sentence = f"It leaves {_hour(request, message)}."
    else:
        sentence = f"Your message to {application.candidate} leaves in a moment."
    offer_undo(request, sentence, "pipeline:take_back_message", message.pk)
    return redirect("pipeline:messages", application.pk)


def _hour(request, message):
    zones = zones_of(message.thread.candidate, request.user, request.company)
    return say_hour(message.outbox.due_at, zones)


def _show(request, application, form, **context):
    letter = None
    if form.is_bound and not form.errors.get("subject") and not form.errors.get("text"):
        words = {name: form.cleaned_data.get(name, "") for name in ("subject", "text")}
        letter = preview_letter(application, by=request.user, **words)
    at = form.cleaned_data.get("at") if form.is_bound and letter else None
    zones = zones_of(application.candidate, request.user, request.company)
    later = at and form.cleaned_data.get("when") == LATER
    context |= {
        "application": application,
        "addressee": application.candidate.name,
        "form": form,
        "fields": MERGE_FIELDS.values(),
        "letter": letter,
        "hour": say_hour(at, zones) if later else "",
    }
    page = "_letter" if request.htmx else "write"
    status = 422 if form.errors else 200
    return render(request, f"pipeline/mail/{page}.html", context, status=status)
