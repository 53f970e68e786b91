"""Adding a person by hand, and bringing one who is known into an opening."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from config.records.audit import acting
from pipeline.candidates import add_application, add_candidate
from pipeline.documents import add_document
from pipeline.forms.candidates import AddCandidateForm, ApplicationForm
from pipeline.forms.posted import posted
from pipeline.models import Candidate
from pipeline.notes import write_note


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def new_candidate(request):
    """A new person; where the address is known, the form asks who is meant."""
    form = AddCandidateForm(
        posted(request),
        request.FILES or None,
        user=request.user,
        company=request.company,
        initial={"opening": request.GET.get("opening")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            person, application = _add(request, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{person.name} is added.")
            return _to(person, application)
    status = 422 if form.errors else 200
    return render(request, "pipeline/candidate_new.html", {"form": form}, status=status)


@require_safe
@needs("candidates.edit")
def known_candidates(request):
    """Whoever has the address typed so far: a fragment of the form."""
    form = AddCandidateForm(request.GET, user=request.user, company=request.company)
    return render(request, "pipeline/_known_candidates.html", {"form": form, "is_early": True})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def add_to_opening(request, pk):
    person = get_object_or_404(Candidate.objects.visible_to(request.user), pk=pk)
    form = ApplicationForm(posted(request), user=request.user, company=request.company)
    if request.method == "POST" and form.is_valid():
        try:
            application = _enter(request, person, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{person.name} is in {application.opening} now.")
            return _to(person, application)
    context = {"form": form, "candidate": person}
    status = 422 if form.errors else 200
    return render(request, "pipeline/candidate_add_to_opening.html", context, status=status)


def _add(request, form):
    """All of the form or nothing: a file that is refused leaves no person behind."""
    filled, by = form.cleaned_data, request.user
    with acting(by):
        person = form.meant or add_candidate(by=by, **form.person_fields())
        application = _enter(request, person, form) if filled["opening"] else None
        if filled["resume"]:
            try:
                add_document(person, filled["resume"], by=by)
            except ValidationError as error:
                raise ValidationError({"resume": error.messages}) from error
        if filled["note"]:
            write_note(person, by=by, text=filled["note"], application=application)
    return person, application


def _enter(request, person, form):
    return add_application(
        person,
        form.cleaned_data["opening"],
        by=request.user,
        rule=request.company.clock_start,
        **form.application_fields(),
    )


def _to(person, application):
    if application is not None:
        return redirect("pipeline:application", application.pk)
    return redirect("pipeline:candidate", person.pk)
