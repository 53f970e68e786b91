"""Holding a clock, and letting it go on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline import holding
from pipeline.forms.holds import HoldForm
from pipeline.forms.posted import posted
from pipeline.models import Application, Hold
from pipeline.views.applications import managed_application


@require_http_methods(["GET", "HEAD", "POST"])
@needs("applications.hold")
def hold(request, pk):
    application = managed_application(request, pk)
    form = HoldForm(posted(request), company=request.company)
    if request.method == "POST" and form.is_valid():
        try:
            holding.hold(application, by=request.user, **form.hold_fields())
        except ValidationError as error:
            form.add_error(None, _on_form(error))
        else:
            messages.success(request, f"The clock of {application.candidate} is held.")
            return redirect("pipeline:application", pk)
    can_hold = holding.can_hold(application)
    context = {"application": application, "form": form, "can_hold": can_hold}
    status = 422 if form.errors else 200
    return render(request, "pipeline/application_hold.html", context, status=status)


@require_POST
@needs("applications.hold")
def release(request, pk):
    """End a hold now."""
    managed = Application.objects.managed_by(request.user)
    held = get_object_or_404(Hold.objects.filter(application__in=managed), pk=pk)
    try:
        holding.release(held, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The hold is over.")
    return redirect("pipeline:application", held.application_id)


def _on_form(error):
    """The rule speaks of a reason; the form asks for it in two fields."""
    by_field = getattr(error, "error_dict", None)
    if by_field is None or "reason" not in by_field:
        return error
    return ValidationError({"words": by_field["reason"]})
