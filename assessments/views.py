"""Take-homes: set, handed in, reviewed, all on the application page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessments import take_homes
from assessments.briefs import tasks_for
from assessments.forms import BriefForm, HandInForm, ReviewForm
from assessments.models import TakeHome
from assessments.sections import read_take_home
from assessments.take_homes import IllegalTakeHome
from config.accounts.guards import needs
from pipeline.blind.reading import refuse_hidden
from pipeline.models import Application, StageKind


@require_POST
@needs("candidates.edit")
def set_brief(request, pk, stage_id):
    """Write the brief of a take-home, or another one until the work is in.

    With “use” the form comes back with the words of the task chosen, and nothing is written.
    """
    application, stage = _find(request, Application.objects.managed_by(request.user), pk, stage_id)
    tasks = tasks_for(application.opening)
    form = BriefForm(request.POST, tasks=tasks, company=request.company, auto_id="brief_%s")
    if "use" in request.POST:
        return _show(request, application, stage, brief_form=form.started(request.company))

    def change():
        take_homes.set_brief(application, stage, by=request.user, **form.given())

    return _take(request, application, stage, change, "The brief is set.", brief_form=form)


@require_POST
@needs("candidates.edit")
def hand_in(request, pk, stage_id):
    """Record what the candidate handed in."""
    application, stage = _find(request, Application.objects.managed_by(request.user), pk, stage_id)
    form = HandInForm(request.POST, request.FILES, company=request.company, auto_id="hand_in_%s")

    def change():
        take_homes.hand_in(application, stage, by=request.user, **form.cleaned_data)

    return _take(request, application, stage, change, "It is handed in.", hand_in_form=form)


@require_POST
@needs("take_homes.review")
def review(request, pk, stage_id):
    """Write one's review of what was handed in."""
    application, stage = _find(request, Application.objects.visible_to(request.user), pk, stage_id)
    take_home = get_object_or_404(
        TakeHome.objects.reviewable_by(request.user), application=application, stage=stage
    )
    form = ReviewForm(request.POST, auto_id="review_%s")

    def change():
        take_homes.review(take_home, by=request.user, **form.cleaned_data)

    return _take(request, application, stage, change, "Your review is in.", review_form=form)


def _find(request, applications, pk, stage_id):
    rows = applications.select_related("opening", "stage", "candidate")
    application = get_object_or_404(rows, pk=pk)
    refuse_hidden(application.candidate)
    stages = application.opening.stages.filter(kind=StageKind.TAKE_HOME)
    return application, get_object_or_404(stages, pk=stage_id)


def _take(request, application, stage, change, done, **forms):
    """Make the `change` if its form is valid, or show the form again with what is wrong."""
    (form,) = forms.values()
    if form.is_valid():
        try:
            change()
        except (IllegalTakeHome, ValidationError) as refusal:
            form.add_error(None, getattr(refusal, "messages", str(refusal)))
        else:
            messages.success(request, done)
            return redirect("pipeline:application", pk=application.pk)
    return _show(request, application, stage, **forms)


def _show(request, application, stage, **forms):
    """Show the take-home with the one form given in place of its own."""
    (form,) = forms.values()
    section = read_take_home(application, stage, request.user, **forms)
    context = {"section": section, "refused": form}
    status = 422 if form.errors else 200
    return render(request, "assessments/take_home.html", context, status=status)
