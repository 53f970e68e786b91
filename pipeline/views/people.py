"""The people of a company, and changing what they may do."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from config.accounts.models import Invitation, User
from config.accounts.roles import Role
from config.records.people import change_person
from config.records.people import deactivate as end_access
from config.records.people import reactivate as give_access_back
from pipeline.forms.people import PersonForm


@require_safe
@needs("people.view")
def people(request):
    everyone = User.objects.by_name()
    context = {
        "people": [person for person in everyone if person.is_active],
        "former": [person for person in everyone if not person.is_active],
        "invitations": Invitation.objects.pending().select_related("invited_by").order_by("-id"),
        "roles": Role,
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("people.edit")
def person(request, pk):
    colleague = get_object_or_404(User, pk=pk)
    initial = {name: getattr(colleague, name) for name in ("name", "roles", "time_zone")}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            colleague = change_person(colleague, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{colleague.name} is saved.")
            return _back(request, colleague)
    context = {"form": form, "person": colleague}
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@require_POST
@needs("people.edit")
def deactivate(request, pk):
    colleague = get_object_or_404(User, pk=pk)
    try:
        end_access(colleague, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{colleague.name} can no longer sign in.")
    return redirect("accounts:people")


@require_POST
@needs("people.edit")
def reactivate(request, pk):
    colleague = give_access_back(get_object_or_404(User, pk=pk), by=request.user)
    messages.success(request, f"{colleague.name} can sign in again.")
    return redirect("accounts:people")


def _back(request, changed):
    """To the list; but whoever gave their own role away may not see it any more."""
    if changed.pk == request.user.pk and not changed.can("people.view"):
        return redirect("/")
    return redirect("accounts:people")
