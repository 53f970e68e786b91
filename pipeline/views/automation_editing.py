"""The editor of an automation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from config.accounts.roles import Role
from pipeline.automations.editing import (
    FOR_EVERY_TEAM,
    StaleAutomation,
    change_automation,
    create_automation,
)
from pipeline.automations.registry import TRIGGERS
from pipeline.forms.automations import AutomationEditor, Typed, typed_from, typed_in
from pipeline.views.automations import find_changeable
from pipeline.views.openings import find_opening


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("automations.edit")
def add_automation(request):
    """An automation for every opening."""
    if not request.user.holds(Role.ADMIN, Role.RECRUITER):
        messages.error(request, FOR_EVERY_TEAM)
        return redirect("pipeline:automations")
    return _add(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("automations.edit")
def add_opening_automation(request, pk):
    """An automation for one opening."""
    return _add(request, find_opening(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("automations.edit")
def edit_automation(request, pk):
    row = find_changeable(request, pk)

    def save(editor):
        version = editor.head.cleaned_data["version"]
        return change_automation(row, editor.plan(), by=request.user, version=version)

    return _edit(request, row.opening, typed_from(row), save, automation=row)


def _add(request, opening):
    def save(editor):
        return create_automation(editor.plan(), by=request.user, opening=opening)

    return _edit(request, opening, Typed(next(iter(TRIGGERS))), save)


def _edit(request, opening, typed, save, automation=None):
    """Show the editor, rearrange it by one of its buttons, or save it."""
    is_sent = request.method == "POST" and "change" not in request.POST
    if request.method == "POST":
        typed = typed_in(request.POST)
    editor = AutomationEditor(typed, opening=opening, company=request.company, is_sent=is_sent)
    if is_sent and editor.is_valid():
        try:
            row = save(editor)
        except ValidationError as error:
            editor.refusals.extend(error.messages)
        except StaleAutomation as stale:
            editor.refusals.append(str(stale))
        else:
            messages.success(request, f"“{row.name}” is saved{'' if row.is_on else ', and off'}.")
            return redirect("pipeline:automation", row.pk)
    context = {"editor": editor, "opening": opening, "automation": automation}
    page = "_automation_editor" if request.htmx else "automation_edit"
    return render(request, f"pipeline/{page}.html", context, status=422 if is_sent else 200)
