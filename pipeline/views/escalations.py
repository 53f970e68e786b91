"""Escalation rules: the company's and those of single openings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.forms.escalations import EscalationForm
from pipeline.forms.posted import posted
from pipeline.models import Opening
from pipeline.views.undoing import offer_undo
from pipeline.work_queue import escalations as rules


@require_http_methods(["GET", "HEAD", "POST"])
@needs("escalations.edit")
def escalations(request):
    form = _form(request.user, posted(request), initial={"opening": request.GET.get("opening")})
    if request.method == "POST" and form.is_valid() and _add(request, form):
        messages.success(request, "The rule is added, and on.")
        return redirect("pipeline:escalations")
    context = {
        "form": form,
        "rules": rules.visible_to(request.user),
        "edits_company_rules": rules.edits_company_rules(request.user),
        "labels": {each.name: each.label for each in rules.ESCALATIONS},
    }
    status = 422 if form.errors else 200
    return render(request, "pipeline/escalations.html", context, status=status)


@require_POST
@needs("escalations.edit")
def switch_escalation(request, pk):
    """Switch it on where it is off, and off where it is on."""
    rule = _found(request, pk)
    rules.switch_escalation(rule, is_on=not rule.is_on, by=request.user)
    said = f"“{rule}” is {'off' if rule.is_on else 'on'} now."
    offer_undo(request, said, "pipeline:switch_escalation", pk)
    return redirect("pipeline:escalations")


@require_POST
@needs("escalations.edit")
def delete_escalation(request, pk):
    rule = _found(request, pk)
    rules.delete_escalation(rule, by=request.user)
    said = {name: getattr(rule, name) for name in ("name", "measure", "spare_days", "to")}
    said |= {"opening": rule.opening_id or "", "is_on": int(rule.is_on)}
    offer_undo(request, f"“{rule}” is deleted.", "pipeline:restore_escalation", query=said)
    return redirect("pipeline:escalations")


@require_POST
@needs("escalations.edit")
def restore_escalation(request):
    """Put back what was deleted; the address says what it was."""
    form = _form(request.user, request.GET)
    if form.is_valid() and _add(request, form, is_on=request.GET.get("is_on") == "1"):
        messages.success(request, "The rule is there again.")
    else:
        messages.error(request, "This rule cannot be put back.")
    return redirect("pipeline:escalations")


def _found(request, pk):
    return get_object_or_404(rules.editable_by(request.user), pk=pk)


def _form(user, data=None, **options):
    openings = Opening.objects.visible_to(user).running().order_by("title")
    is_for_company = rules.edits_company_rules(user)
    return EscalationForm(data, openings=openings, is_for_company=is_for_company, **options)


def _add(request, form, **options):
    """Add the rule, or say on the form why not."""
    try:
        return rules.add_escalation(by=request.user, **form.cleaned_data, **options)
    except ValidationError as error:
        form.add_error(None, error)
        return None
