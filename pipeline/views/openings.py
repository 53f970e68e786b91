"""Openings: the list, and the settings of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from pipeline.approval_terms import changed_terms
from pipeline.approvals import refusal_for_want_of_words, with_words, words_to_wait_for
from pipeline.forms.approvals import ApproverForm
from pipeline.forms.openings import OpeningForm, with_published_pay
from pipeline.intake_questions import questions_and_answers
from pipeline.models import Intake, Opening, Specialization
from pipeline.models.openings import OpeningStatus
from pipeline.opening_counts import count_openings
from pipeline.opening_postings import findings_of
from pipeline.opening_warnings import loop_of, warnings_of
from pipeline.opening_weights import weights_of
from pipeline.openings import (
    TRANSITIONS,
    IllegalChange,
    StaleOpening,
    change_status,
)
from pipeline.openings import edit_opening as change_opening
from pipeline.postings.findings import Severity

ROWS_A_PAGE = 50
LIST_ORDER = ("open", "paused", "draft", "filled", "closed")
STATUS_CHOICES = {"running": "Running", **dict(OpeningStatus.choices), "all": "All"}
VERBS = {
    ("draft", "open"): "Open it",
    ("paused", "open"): "Resume",
    ("filled", "open"): "Reopen",
    ("closed", "open"): "Reopen",
    ("open", "paused"): "Pause",
}


@require_safe
@needs("openings.view")
def openings(request):
    specializations = list(Specialization.objects.all())
    chosen = request.GET.get("specialization")
    chosen = next((row for row in specializations if row.key == chosen), None)
    rows = with_words(_filtered(request, chosen)).select_related("specialization", "level")
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    counts = count_openings(page, request.company, timezone.now())
    context = {
        "page": page,
        "rows": [(row, told, words_to_wait_for(row)) for row, told in counts.items()],
        "statuses": STATUS_CHOICES.items(),
        "status": _status_chosen(request),
        "specializations": specializations,
        "specialization": chosen,
    }
    return render(request, "pipeline/openings.html", context)


@require_safe
@needs("pay.view")
def opening_pay(request):
    """The pay fields for the specialization, level and currency chosen so far: a fragment."""
    form, published = with_published_pay(request.GET)
    context = {"form": form, "published": published, "is_new": not request.GET.get("version")}
    return render(request, "pipeline/_opening_pay.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def edit_opening(request, pk):
    opening = find_opening(request, pk)
    form = OpeningForm(request.POST or None, opening=opening)
    if request.method == "POST" and form.is_valid():
        try:
            edited = change_opening(
                opening,
                by=request.user,
                version=form.cleaned_data["version"],
                **form.opening_fields(),
            )
        except StaleOpening as stale:
            messages.error(request, f"{stale} What you typed was not saved.")
            return redirect("pipeline:edit_opening", pk)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _say_saved(opening, edited))
            return redirect("pipeline:edit_opening", pk)
    return _show_settings(request, opening, form)


def _say_saved(before, after):
    if before.status == OpeningStatus.OPEN and after.status == OpeningStatus.PAUSED:
        return "Saved. It is paused until those who had approved it agree to the new terms."
    return "Saved."


@require_POST
@needs("openings.edit")
def change_opening_status(request, pk):
    opening = find_opening(request, pk)
    version, status = request.POST.get("version", ""), request.POST.get("status", "")
    if not version.isdecimal() or status not in OpeningStatus.values:
        messages.error(request, "Say which status the opening takes.")
        return redirect("pipeline:edit_opening", pk)
    try:
        changed = change_status(opening, status, by=request.user, version=int(version[:9]))
    except (StaleOpening, IllegalChange) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{changed} is {changed.get_status_display().lower()}.")
    return redirect("pipeline:edit_opening", pk)


def find_opening(request, pk):
    """Return the opening for its pages, or raise Http404 where this person may not see it."""
    rows = Opening.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("specialization", "level", "process"), pk=pk)


def _show_settings(request, opening, form):
    now = opening.status
    context = {
        "opening": opening,
        "tab": "settings",
        "form": form,
        "published": form.published(),
        "steps": [(to, VERBS.get((now, to), "Close")) for to in TRANSITIONS[now]],
        "warnings": warnings_of(loop_of(opening)),
        "weights": weights_of(opening),
        **_approvals_of(request, opening),
        **_findings_in(opening),
        **_intake_of(opening),
    }
    status = 422 if form.errors else 200
    return render(request, "pipeline/opening_settings.html", context, status=status)


def _approvals_of(request, opening):
    """Who is asked for their word, and what has changed since the last one of each."""
    rows = opening.approvals.select_related("approver", "asked_by")
    return {
        "approvals": [(row, changed_terms(row.terms, opening)) for row in rows],
        "approvals_needed": request.company.approvals_needed,
        "shut_by": _shut_by(opening),
        "approver_form": ApproverForm(opening=opening, asker=request.user),
    }


def _shut_by(opening):
    """Return why one that could be opened next may not be, as a click on it would answer."""
    is_next = opening.status in (OpeningStatus.DRAFT, OpeningStatus.PAUSED)
    return refusal_for_want_of_words(opening) if is_next else ""


def _findings_in(opening):
    """How much there is to mend in the job description, and whether it keeps the opening shut."""
    found = findings_of(opening)
    return {
        "findings_count": len(found),
        "is_kept_shut": any(each.severity == Severity.BLOCKS for each in found),
    }


def _intake_of(opening):
    """What its intake was asked and answered, where it came from one."""
    intake = Intake.objects.filter(opening=opening).select_related("by").first()
    return {
        "intake": intake,
        "intake_answers": questions_and_answers(intake.answers) if intake else [],
    }


def _status_chosen(request):
    status = request.GET.get("status", "running")
    return status if status in STATUS_CHOICES else "running"


def _filtered(request, specialization):
    """The openings this person sees and asked for, those that run first, then the newest."""
    rows, status = Opening.objects.visible_to(request.user), _status_chosen(request)
    if status == "running":
        rows = rows.running()
    elif status != "all":
        rows = rows.filter(status=status)
    if specialization is not None:
        rows = rows.filter(specialization=specialization)
    order = [When(status=value, then=Value(place)) for place, value in enumerate(LIST_ORDER)]
    return rows.order_by(Case(*order, output_field=IntegerField()), "-id")
