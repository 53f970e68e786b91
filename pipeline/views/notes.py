"""Writing notes, on an application or on the person, and whom they can mention."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.forms.notes import NoteForm
from pipeline.notes import write_note
from pipeline.notices.note_news import mentionable
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
    if _write(request, form, application.candidate, application):
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
    if not _write(request, form, candidate):
        return show_candidate(request, candidate, status=422, note_form=form)
    messages.success(request, "The note is written.")
    return redirect("pipeline:candidate", pk)


@require_safe
@needs("notes.write")
def show_mentionable(request, pk):
    """Colleagues whom a note on the application can mention, by what was typed after the @."""
    application = managed_application(request, pk)
    return _mentionable(request, application.candidate, application)


@require_safe
@needs("notes.write")
def show_mentionable_of_candidate(request, pk):
    """Colleagues whom a note on the person can mention."""
    return _mentionable(request, managed_candidate(request, pk), None)


def _mentionable(request, candidate, application):
    typed = request.GET.get("q", "").replace("\0", "")[:120]
    people = mentionable(typed, candidate, application, by=request.user)
    return render(request, "pipeline/notices/_mentionable.html", {"people": people})


def _write(request, form, candidate, application=None) -> bool:
    """Write the note that is in the form; where that is refused, the form says why."""
    if not form.is_valid():
        return False
    text = form.cleaned_data["text"]
    try:
        write_note(candidate, by=request.user, text=text, application=application)
    except ValidationError as error:
        form.add_error("text", error.messages)
        return False
    return True
