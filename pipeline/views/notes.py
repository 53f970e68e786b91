"""Writing notes, on an application or on the person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.forms.notes import NoteForm
from pipeline.notes import write_note
from pipeline.timeline import timeline_of
from pipeline.views.applications import managed_application, show_application
from pipeline.views.candidates import managed_candidate, show_candidate


@require_POST
@vary_on_headers("HX-Request")
@needs("notes.write")
def add_note(request, pk):
    """A note on an application: answers a script with the history, else leads back."""
    application = managed_application(request, pk)
    form = NoteForm(request.POST, auto_id="note_%s")
    if form.is_valid():
        write_note(
            application.candidate,
            by=request.user,
            text=form.cleaned_data["text"],
            application=application,
        )
        if not request.htmx:
            messages.success(request, "The note is written.")
            return redirect("pipeline:application", pk)
        form = NoteForm(auto_id="note_%s")
    status = 422 if form.errors else 200
    if not request.htmx:
        return show_application(request, application, status=status, note_form=form)
    context = {
        "application": application,
        "timeline": timeline_of(application, request.user),
        "manages": True,
        "note_form": form,
    }
    return render(request, "pipeline/_history.html", context, status=status)


@require_POST
@needs("notes.write")
def add_candidate_note(request, pk):
    """A note on the person, which each of their openings shows."""
    candidate = managed_candidate(request, pk)
    form = NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return show_candidate(request, candidate, status=422, note_form=form)
    write_note(candidate, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, "The note is written.")
    return redirect("pipeline:candidate", pk)
