"""Starting and ending the look through another role's eyes."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from config.accounts.roles import Role
from config.accounts.viewing import SESSION_KEY
from config.records.audit import note

TABLE = "viewing_as"
"""Under which the audit trail keeps who looked through which role, and for how long."""


@require_POST
@needs("people.view_as")
def view_as(request):
    role = request.POST.get("role")
    if role not in Role.values:
        messages.error(request, "Choose the role whose view you want to see.")
        return redirect("accounts:people")
    by = request.user
    note(by=by, table=TABLE, row_id=by.pk, action="start", after={"role": role})
    request.session[SESSION_KEY] = role
    return redirect("/")


@require_POST
@needs("people.view_as")
def stop_viewing_as(request):
    role = request.session.pop(SESSION_KEY, None)
    if role is not None:
        by = request.user
        note(by=by, table=TABLE, row_id=by.pk, action="stop", before={"role": role})
    return redirect("accounts:people")
