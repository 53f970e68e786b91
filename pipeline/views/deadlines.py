"""Deadlines of an application, set and ended by hand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from pipeline.automations import deadlines
from pipeline.forms.deadlines import DeadlineForm
from pipeline.models import Application, Deadline
from pipeline.views.applications import managed_application
from pipeline.views.undoing import offer_undo


@require_POST
@needs("candidates.edit")
def add_deadline(request, pk):
    """Set a deadline for as long as the application stands in its stage."""
    application = managed_application(request, pk)
    form = DeadlineForm(request.POST, company=request.company)
    if form.is_valid():
        stage, by = application.stage, request.user
        try:
            deadlines.set_deadline(application, by=by, stage=stage, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, "The deadline is set.")
            return redirect("pipeline:application", pk)
    context = {"application": application, "form": form}
    return render(request, "pipeline/deadline.html", context, status=422)


@require_POST
@needs("candidates.edit")
def meet_deadline(request, pk):
    return _end(request, pk, deadlines.meet_deadline, "It is noted as done.")


@require_POST
@needs("candidates.edit")
def drop_deadline(request, pk):
    return _end(request, pk, deadlines.drop_deadline, "The deadline is dropped.")


@require_POST
@needs("candidates.edit")
def reopen_deadline(request, pk):
    """Undo either."""
    deadline = _find(request, pk)
    if deadlines.reopen_deadline(deadline, by=request.user):
        messages.success(request, "The deadline stands again.")
    return redirect("pipeline:application", deadline.application_id)


def _end(request, pk, change, sentence):
    deadline = _find(request, pk)
    if change(deadline, by=request.user):
        offer_undo(request, sentence, "pipeline:reopen_deadline", deadline.pk)
    return redirect("pipeline:application", deadline.application_id)


def _find(request, pk) -> Deadline:
    managed = Application.objects.managed_by(request.user).values("pk")
    return get_object_or_404(Deadline, pk=pk, application__in=managed)
