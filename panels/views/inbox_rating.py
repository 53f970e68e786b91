"""Rating an applicant in the inbox: the scorecard of the résumé review."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from panels.card_reading import read_cards, with_content
from panels.filling import (
    IllegalScorecard,
    IncompleteScorecard,
    NotSeated,
    ScorecardLocked,
    StaleScorecard,
    save_draft,
    submit,
)
from panels.forms.sheets import keep_sheet, sheet_of
from panels.models import Scorecard
from panels.views.inbox_pages import fields_of, inbox_or_404, is_piece, show

LOCKED = "Your rating is in already; nothing was changed."
SUBMITTED = "Your rating is in. Colleagues’ cards are open to you now."


@never_cache
@require_POST
@needs("scorecards.fill")
def rate(request, pk, application_id):
    """Submit one's card, or save it as a draft; stay with the applicant."""
    inbox = inbox_or_404(request, pk)
    application = inbox.applicant(application_id)
    read = request.POST.get("framework_version")
    sheet = sheet_of(request.user, application, inbox.stage, read=read)
    if not sheet.is_open:
        return _locked(request, inbox, application)
    form = sheet.form(request.POST)
    if not form.is_valid():
        return _again(request, inbox, sheet, form)
    rule = submit if request.POST.get("action") == "submit" else save_draft
    try:
        keep_sheet(sheet, form, by=request.user, rule=rule)
    except IncompleteScorecard as incomplete:
        card = keep_sheet(sheet, form, by=request.user)
        return _show_gaps(request, inbox, replace(sheet, card=card), incomplete.gaps)
    except IllegalScorecard as refusal:
        form.add_error(None, str(refusal))
        return _again(request, inbox, sheet, form)
    except (ScorecardLocked, NotSeated):
        return _locked(request, inbox, application)
    except StaleScorecard as stale:
        return _show_both(request, inbox, sheet, form, stale.card)
    return _kept(request, inbox, application, is_in=rule is submit)


def _kept(request, inbox, application, *, is_in):
    sentence = SUBMITTED if is_in else "Draft saved."
    if not is_piece(request):
        messages.success(request, sentence)
        return redirect(inbox.address(application.pk))
    # Read anew: once the rating is in, a blind opening says who it is.
    return show(request, inbox, inbox.applicant(application.pk), toast={"text": sentence})


def _show_gaps(request, inbox, sheet, gaps):
    return _again(request, inbox, sheet, sheet.form(), gaps=gaps)


def _show_both(request, inbox, sheet, form, newest):
    """What was typed, beside the newest copy: saving again keeps what was typed."""
    typed = form.data.copy()
    typed["version"] = newest.version
    cards = with_content(Scorecard.objects.filter(pk=newest.pk))
    [other] = read_cards(cards, sheet.application.opening)
    sheet = replace(sheet, card=newest)
    return _again(request, inbox, sheet, sheet.form(typed), status=409, newest=other)


def _again(request, inbox, sheet, form, *, status=422, **more):
    context = {"sheet": sheet, **fields_of(sheet, form), **more}
    return show(request, inbox, sheet.application, status=status, **context)


def _locked(request, inbox, application):
    toast = {"text": LOCKED, "tone": "bad"}
    return show(request, inbox, application, status=409, toast=toast)
