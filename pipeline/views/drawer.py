"""The drawer of one application, for boards and tables."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from config.accounts.ways_back import way_back
from pipeline.board_views.drawer import drawer_of, drawer_version
from pipeline.forms.notes import NoteForm
from pipeline.models import Application
from pipeline.notes import write_note
from pipeline.views.applications import find
from pipeline.views.board import answer_version


@require_safe
@vary_on_headers("HX-Request")
@needs("applications.move")
def drawer(request, pk):
    """The content of the drawer; without script, the board with it."""
    row = _row(request, pk)
    if not request.htmx:
        return redirect(_on_board(row))
    return _show(request, row)


@require_safe
@needs("applications.move")
def show_drawer_version(request, pk):
    """What an open drawer asks every few seconds."""
    return answer_version(request, drawer_version(_row(request, pk), request.user))


@require_POST
@vary_on_headers("HX-Request")
@needs("notes.write")
def add_drawer_note(request, pk):
    """A note on the application: answers a script with the drawer, else leads back."""
    row, form = _row(request, pk), NoteForm(request.POST, auto_id="drawer_%s")
    if form.is_valid():
        text = form.cleaned_data["text"]
        write_note(row.candidate, by=request.user, text=text, application=row)
        form = None
    if request.htmx:
        return _show(request, row, note_form=form)
    if form:
        messages.error(request, form.errors["text"][0])
    else:
        messages.success(request, "The note is written.")
    return redirect(way_back(request) or _on_board(row))


def _row(request, pk) -> Application:
    return find(request, Application.objects.managed_by(request.user).select_related("owner"), pk)


def _show(request, row, note_form=None):
    found = drawer_of(row, request.user, request.company, note_form=note_form)
    status = 422 if note_form else 200
    return render(request, "pipeline/_drawer.html", {"drawer": found}, status=status)


def _on_board(row):
    return f"{reverse('pipeline:board', args=[row.opening_id])}?open={row.pk}"
