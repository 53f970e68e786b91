"""Asking who a hidden applicant is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.accounts.guards import needs
from pipeline.blind.reveals import reveal as ask_who
from pipeline.forms.posted import posted
from pipeline.forms.reveals import RevealForm
from pipeline.views.applications import managed_application


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.reveal")
def reveal(request, pk):
    """Show this person who it is, for a reason that colleagues can read."""
    application = managed_application(request, pk)
    if not application.candidate.is_stand_in:
        return redirect("pipeline:application", pk)
    form = RevealForm(posted(request))
    if form.is_valid():
        try:
            ask_who(application, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "You see who it is now. Your reason is in the timeline.")
            return redirect("pipeline:application", pk)
    context = {"application": application, "form": form}
    status = 422 if form.errors else 200
    return render(request, "pipeline/application_reveal.html", context, status=status)
