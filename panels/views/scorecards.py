"""Filling a scorecard, with drafts that save themselves."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from panels.card_reading import read_cards, with_content
from panels.filling import (
    Gap,
    IllegalScorecard,
    IncompleteScorecard,
    NotSeated,
    ScorecardLocked,
    StaleScorecard,
    save_draft,
    submit,
)
from panels.forms.sheets import Sheet, keep_sheet, sheet_of
from panels.models import Scorecard
from panels.scorecards import cards_for
from pipeline.clock_reading import read_clocks
from pipeline.materials import materials_of
from pipeline.models import Application, Stage

LOCKED = "this scorecard is locked."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("scorecards.fill")
def fill_scorecard(request, pk, stage_id):
    """The card of the signed-in interviewer: to fill, and once submitted, to read."""
    sheet = _sheet_or_404(request, pk, stage_id)
    if request.method != "POST":
        return _show(request, sheet)
    if not sheet.is_open:
        return _locked(request, sheet)
    form = sheet.form(request.POST)
    if not form.is_valid():
        return _show(request, sheet, form=form, status=422)
    is_submit = request.POST.get("action") == "submit"
    try:
        return (_submit if is_submit else _save)(request, sheet, form)
    except IllegalScorecard as refusal:
        form.add_error(None, str(refusal))
        return _show(request, sheet, form=form, status=422)
    except (ScorecardLocked, NotSeated):
        return _locked(request, _sheet_or_404(request, pk, stage_id))
    except StaleScorecard as stale:
        return _show_both(request, sheet, form, stale.card)


@require_POST
@needs("scorecards.fill")
def autosave_scorecard(request, pk, stage_id):
    """Save the whole form as a draft; say its new version, or why it was not saved."""
    sheet = _sheet_or_404(request, pk, stage_id)
    if not sheet.is_open:
        return _problem(LOCKED, 409)
    form = sheet.form(request.POST)
    if not form.is_valid():
        return _problem(" ".join(str(row[0]) for row in form.errors.values()), 422)
    try:
        card = _keep(request, sheet, form)
    except IllegalScorecard as refusal:
        return _problem(str(refusal), 422)
    except StaleScorecard as stale:
        detail = "it was changed elsewhere. Save the draft to see both copies."
        return _problem(detail, 409, version=stale.card.version)
    except (ScorecardLocked, NotSeated):
        return _problem(LOCKED, 409)
    return JsonResponse({"version": card.version, "saved_at": card.updated_at.isoformat()})


def _sheet_or_404(request, pk, stage_id) -> Sheet:
    user = request.user
    visible = Application.objects.visible_to(user)
    visible = visible.select_related(
        "candidate", "opening__level", "opening__specialization", "stage"
    )
    application = get_object_or_404(visible, pk=pk)
    stage = get_object_or_404(Stage, pk=stage_id, opening=application.opening_id)
    sheet = sheet_of(user, application, stage, read=request.POST.get("framework_version"))
    if sheet.seat is None and sheet.card is None:
        raise Http404
    return sheet


def _keep(request, sheet, form, rule=save_draft) -> Scorecard:
    return keep_sheet(sheet, form, by=request.user, rule=rule)


def _save(request, sheet, form):
    _keep(request, sheet, form)
    messages.success(request, "Draft saved.")
    return redirect(request.path)


def _submit(request, sheet, form):
    """Submit the card; where something is missing, keep it as a draft and say what."""
    try:
        _keep(request, sheet, form, rule=submit)
    except IncompleteScorecard as incomplete:
        sheet = replace(sheet, card=_keep(request, sheet, form))
        return _show(request, sheet, gaps=incomplete.gaps, status=422)
    messages.success(request, "Scorecard submitted. Colleagues' cards are open to you now.")
    return redirect(request.path)


def _show(request, sheet, *, form=None, gaps: list[Gap] = (), status=200, **context):
    readings = read_clocks([sheet.application], request.company)
    context |= {
        "sheet": sheet,
        "reading": readings[sheet.application.pk],
        "materials": materials_of(sheet.application, request.user),
        "gaps": gaps,
    }
    if sheet.is_open:
        form = form or sheet.form()
        context |= {"form": form, "blocks": form.blocks(sheet.pinned.anchors)}
    else:
        parts = cards_for(sheet.application, request.user)
        context["parts"] = [part for part in parts if part.stage == sheet.stage]
    return render(request, "panels/scorecard.html", context, status=status)


def _show_both(request, sheet, form, newest):
    """What was typed, beside the newest copy: saving again keeps what was typed."""
    sheet = replace(sheet, card=newest)
    typed = form.data.copy()
    typed["version"] = newest.version
    cards = with_content(Scorecard.objects.filter(pk=newest.pk))
    [other] = read_cards(cards, sheet.application.opening)
    return _show(request, sheet, form=sheet.form(typed), newest=other, status=409)


def _locked(request, sheet):
    messages.error(request, "This scorecard is locked; nothing was changed.")
    return _show(request, sheet, status=409)


def _problem(detail, status, **more):
    return JsonResponse({"detail": detail, **more}, status=status)
