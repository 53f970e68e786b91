"""Doing one thing with many applications, and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.board_views import many_changes as rules
from pipeline.board_views.undoing_many import (
    TooLate,
    change_shown,
    changes_by,
    say_undone,
    undo_change,
    window,
)
from pipeline.forms.many_changes import (
    ManyAssignForm,
    ManyMessageForm,
    ManyMoveForm,
    ManyRejectForm,
    ManyTagForm,
    PickedForm,
)
from pipeline.keys import read_key
from pipeline.mailing.fields import MERGE_FIELDS
from pipeline.models import EmailTemplate, ManyChange, Opening, Tag

ASKS = require_http_methods(["GET", "HEAD", "POST"])
MOST_TAGS = 30


@ASKS
@needs("applications.move")
def move_selected(request):
    """Move those ticked: into a stage, or across openings into a kind of stage."""
    form = _form(request, ManyMoveForm)
    if not form.is_valid():
        return _ask(request, form, "move")
    return _answer(
        request, rules.move_many(form.picked, by=request.user, to=form.cleaned_data["to"])
    )


@ASKS
@needs("applications.move")
def reject_selected(request):
    """Reject those ticked, for one reason."""
    form = _form(request, ManyRejectForm)
    if not form.is_valid():
        return _ask(request, form, "reject")
    return _answer(request, rules.reject_many(form.picked, by=request.user, reason=form.reason))


@ASKS
@needs("tags.edit")
def tag_picked(request):
    """Put a tag on the people ticked."""
    form = _form(request, ManyTagForm)
    if not form.is_valid():
        return _ask(request, form, "tag", tags=Tag.objects.all()[:MOST_TAGS])
    name = form.cleaned_data["name"]
    return _answer(request, rules.tag_many(form.picked, by=request.user, name=name))


@ASKS
@needs("applications.assign")
def assign_selected(request):
    """Say whose those ticked are."""
    form = _form(request, ManyAssignForm)
    if not form.is_valid():
        return _ask(request, form, "assign")
    owner = form.cleaned_data["owner"]
    return _answer(request, rules.assign_many(form.picked, by=request.user, owner=owner))


@ASKS
@needs("messages.write")
def message_selected(request):
    """Write to those ticked: a template or one's own words, filled for each."""
    form = _form(request, ManyMessageForm)
    if not form.is_valid():
        templates = EmailTemplate.objects.filter(is_own=True)
        return _ask(request, form, "message", templates=templates, merge_fields=list(MERGE_FIELDS))
    words = {name: form.cleaned_data[name] for name in ("subject", "text", "template")}
    return _answer(request, rules.message_many(form.picked, by=request.user, **words))


@require_safe
@needs("applications.move")
def many_changes(request):
    """One's latest changes of many, with their undo."""
    context = {"rows": changes_by(request.user), "minutes": window().seconds // 60}
    return render(request, "pipeline/many_changes.html", context)


@require_POST
@needs("applications.move")
def undo_many(request, pk):
    """Take back one's own change of many where nothing happened since."""
    try:
        _, done, stands = undo_change(pk, by=request.user)
    except ManyChange.DoesNotExist:
        raise Http404 from None
    except TooLate as why:
        return _say(request, str(why), "bad", 422)
    tone = "bad" if stands else ""
    return _say(request, say_undone(done, stands), tone, 200)


def _form(request, kind) -> PickedForm:
    """The form, about the opening whose board or table it is; GET asks for the choices alone."""
    data = request.POST if request.method == "POST" else request.GET
    key, opening = read_key(data.get("opening", "")), None
    if key:
        opening = get_object_or_404(Opening.objects.visible_to(request.user), pk=key)
    if request.method != "POST":
        data = data.copy()
        for name in kind.ASKED:
            data.pop(name, None)
    return kind(data, user=request.user, opening=opening)


def _ask(request, form, deed, **context):
    """What is there to choose: the list of a menu, a sheet with a form, or a page of its own."""
    context |= {"form": form, "deed": deed, "next": way_back(request)}
    context["here"] = request.path
    is_menu = request.htmx and request.method != "POST"
    page = "_many_menu" if is_menu else "_many_sheet" if request.htmx else "many_change"
    status = 422 if form.errors else 200
    response = render(request, f"pipeline/{page}.html", context, status=status)
    if request.htmx and not is_menu:
        response["HX-Retarget"], response["HX-Reswap"] = "#sheet", "innerHTML"
    patch_vary_headers(response, ["HX-Request"])
    return response


def _answer(request, outcome: rules.Outcome):
    """Say what was done with its undo, and who was left out: beside the rows, or back on them."""
    change = outcome.change
    if not request.htmx:
        back = way_back(request) or reverse("pipeline:many_changes")
        path, _, query = back.partition("?")
        kept = [pair for pair in query.split("&") if pair and not pair.startswith("change=")]
        return redirect(f"{path}?{'&'.join([*kept, f'change={change.pk}'])}")
    context = {"change": change_shown(change.pk, request.user), "outcome": outcome}
    context["text"] = say_outcome(outcome)
    if outcome.done:
        context["undo_url"] = reverse("pipeline:undo_many", args=[change.pk])
    response = render(request, "pipeline/_many_done.html", context)
    response["HX-Trigger"] = "many:done"
    return response


def say_outcome(outcome: rules.Outcome) -> str:
    sentence = outcome.change.sentence
    if outcome.same:
        sentence += f" {rules.count_people(outcome.same)} needed nothing."
    if outcome.refused:
        sentence += f" {rules.count_people(len(outcome.refused))} could not be."
    return sentence


def _say(request, text, tone, status):
    if request.htmx:
        context = {"text": text, "tone": tone}
        response = render(request, "components/toast.html", context, status=status)
        response["HX-Trigger"] = "many:undone"
        return response
    (messages.error if tone else messages.success)(request, text)
    return redirect(way_back(request) or "pipeline:many_changes")
