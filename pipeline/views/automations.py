"""Automations: the list, one with its log, what it would have done, and switching it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from config.accounts.roles import Role
from pipeline.automations import editing
from pipeline.automations.listing import log_of, read_lines, read_opening
from pipeline.automations.names import Names
from pipeline.automations.sentences import say_actions, say_automation
from pipeline.automations.trial import try_out
from pipeline.models import Automation
from pipeline.views.openings import find_opening
from pipeline.views.undoing import offer_undo

PER_PAGE = 50


@require_safe
@needs("automations.view")
def automations(request):
    """The company's automations, then those of openings."""
    visible = Automation.objects.visible_to(request.user)
    lines = read_lines(visible.filter(replaces=None), request.company)
    changeable = Automation.objects.changeable_by(request.user)
    context = {
        "shared": [line for line in lines if line.automation.opening_id is None],
        "own": [line for line in lines if line.automation.opening_id],
        "changeable": set(changeable.values_list("pk", flat=True)),
        "can_add": request.user.holds(Role.ADMIN, Role.RECRUITER),
    }
    return render(request, "pipeline/automations.html", context)


@require_safe
@needs("automations.view")
def automation(request, pk):
    """One of them, with what it did and why it did not."""
    row = find_automation(request, pk)
    page = Paginator(row.runs.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "automation": row,
        "sentence": say_automation(row, Names(request.company)),
        "page": page,
        "log": log_of(page, request.user),
        "can_change": Automation.objects.changeable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "pipeline/automation.html", context)


@require_safe
@needs("automations.view")
def dry_run(request, pk):
    """When it would have acted in the last 90 days; nothing is written."""
    row, names = find_automation(request, pk), Names(request.company)
    trial = try_out(row, request.user)
    context = {
        "automation": row,
        "sentence": say_automation(row, names),
        "acts": say_actions(row, names),
        "trial": trial,
        "page": Paginator(trial.times, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "pipeline/automation_trial.html", context)


@require_POST
@needs("automations.edit")
def switch_automation(request, pk):
    """Switch it on or off."""
    row, is_on = find_changeable(request, pk), request.POST.get("is_on") == "yes"
    editing.switch_automation(row, by=request.user, is_on=is_on)
    words = "on. It acts on what happens from now on" if is_on else "off"
    messages.success(request, f"“{row.name}” is {words}.")
    return _back_to(row)


@require_POST
@needs("automations.edit")
def delete_automation(request, pk):
    row = find_changeable(request, pk)
    editing.delete_automation(row, by=request.user)
    offer_undo(request, f"“{row.name}” is deleted.", "pipeline:restore_automation", pk)
    return redirect("pipeline:automations")


@require_POST
@needs("automations.edit")
def restore_automation(request, pk):
    """Bring back what this person deleted lately."""
    try:
        row = editing.restore_automation(pk, by=request.user)
    except Automation.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, f"“{row.name}” is here again, switched off.")
    return redirect("pipeline:automation", row.pk)


@require_safe
@needs("automations.view")
def opening_automations(request, pk):
    """What holds for one opening: the company's automations, changed or not, and its own."""
    opening = find_opening(request, pk)
    shared, own = read_opening(opening, request.company)
    context = {"opening": opening, "tab": "automations", "shared": shared, "own": own}
    context["own_keys"] = {line.automation.pk for line in own}
    return render(request, "pipeline/opening_automations.html", context)


@require_POST
@needs("automations.edit")
def replace_automation(request, pk, automation_id):
    """Let a copy stand for the company's automation here: off, or to be changed."""
    opening = find_opening(request, pk)
    row = get_object_or_404(Automation, pk=automation_id, opening=None)
    try:
        copy = editing.replace_in(row, opening, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("pipeline:opening_automations", pk)
    if "change" in request.POST:
        return redirect("pipeline:edit_automation", copy.pk)
    messages.success(request, f"“{row.name}” is off in {opening}.")
    return redirect("pipeline:opening_automations", pk)


def find_automation(request, pk) -> Automation:
    rows = Automation.objects.visible_to(request.user).select_related("opening", "replaces")
    return get_object_or_404(rows, pk=pk)


def find_changeable(request, pk) -> Automation:
    rows = Automation.objects.changeable_by(request.user).select_related("opening")
    return get_object_or_404(rows, pk=pk)


def _back_to(row):
    if row.replaces_id:
        return redirect("pipeline:opening_automations", row.opening_id)
    return redirect("pipeline:automation", row.pk)
