"""Approvals: the page of an approver, and whom an opening's team names."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.approval_terms import read_terms
from pipeline.approvals import ask_approver, decide, withdraw_approver
from pipeline.forms.approvals import ApproverForm, WordForm
from pipeline.forms.posted import posted
from pipeline.models import Approval, Opening
from pipeline.opening_locks import IllegalChange, StaleOpening
from pipeline.opening_postings import published_sections
from pipeline.views.openings import find_opening


@require_http_methods(["GET", "HEAD", "POST"])
@needs("approvals.give")
def approval(request, pk):
    """The terms that this person is asked about, and their word; nobody else has this page."""
    row = _find_approval(request, pk)
    form = WordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            decided = decide(row, by=request.user, **form.cleaned_data)
        except Approval.DoesNotExist:
            messages.error(request, "You are no longer asked about this opening.")
            return redirect("pipeline:today")
        except (StaleOpening, IllegalChange) as refusal:
            form.add_error(None, str(refusal))
            row = _find_approval(request, pk)
        else:
            word = decided.get_decision_display().lower()
            messages.success(request, f"You have {word} {row.opening}.")
            return redirect("pipeline:approval", pk)
    context = {
        "approval": row,
        "opening": row.opening,
        "terms": read_terms(row.terms, row.opening),
        "sections": published_sections(row.opening),
        "is_visible": _sees(request.user, row.opening),
        "form": form,
    }
    return render(request, "pipeline/approval.html", context, status=422 if form.errors else 200)


@require_POST
@needs("openings.edit")
def ask_for_approval(request, pk):
    opening = find_opening(request, pk)
    form = ApproverForm(request.POST, opening=opening, asker=request.user)
    if not form.is_valid():
        messages.error(request, "Choose somebody who can be asked and has not been yet.")
        return redirect("pipeline:edit_opening", pk)
    approver = form.cleaned_data["approver"]
    try:
        ask_approver(opening, approver, by=request.user)
    except IllegalChange as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{approver} is asked to approve it.")
    return redirect("pipeline:edit_opening", pk)


@require_POST
@needs("openings.edit")
def withdraw_approval(request, pk, approval_id):
    opening = find_opening(request, pk)
    row = get_object_or_404(opening.approvals.select_related("approver"), pk=approval_id)
    withdraw_approver(row, by=request.user)
    messages.success(request, f"{row.approver} is no longer asked.")
    return redirect("pipeline:edit_opening", pk)


def _find_approval(request, pk):
    rows = Approval.objects.filter(approver=request.user)
    rows = rows.select_related("asked_by", "opening__specialization", "opening__level")
    return get_object_or_404(rows, pk=pk)


def _sees(user, opening):
    visible = Opening.objects.visible_to(user).filter(pk=opening.pk)
    return user.can("openings.edit") and visible.exists()
