"""Editing and adding entries of the framework."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from config.accounts.guards import needs
from pipeline.forms.framework import NoteForm
from pipeline.framework.adding import add_entry
from pipeline.framework.documents import document_of, rows_of
from pipeline.framework.editing import StaleEntry, current_version, write_framework
from pipeline.framework.editors import EDITORS
from pipeline.framework.history import entries_at
from pipeline.framework.lists import EntryList
from pipeline.framework.merging import Merged, merge
from pipeline.framework.names import all_names, spoken_field
from pipeline.framework.parts import label_of, part_of
from pipeline.framework.problems import FrameworkProblems
from pipeline.models import FrameworkVersion
from pipeline.views.framework import find_list
from pipeline.views.framework_entries import called


@dataclass(frozen=True)
class Desk:
    """Where an entry is edited: what the page comes from and goes back to."""

    entry_list: EntryList
    crumbs: tuple[tuple[str, str], ...]
    back: str
    done: Callable[[str], str]

    @property
    def editor(self):
        return EDITORS[self.entry_list.name]


def desk_of(entry_list: EntryList, key: str | None = None) -> Desk:
    """Return the desk of the framework's own pages; raise Http404 for lists without an editor."""
    if entry_list.name not in EDITORS:
        raise Http404
    listed = reverse("pipeline:framework_list", args=[entry_list.name])
    crumbs = (("Framework", reverse("pipeline:framework")), (entry_list.title, listed))
    pages = [reverse("pipeline:framework_entry", args=[entry_list.name, key])] if key else []
    return Desk(entry_list, crumbs, *(pages or [listed]), lambda key: _page(entry_list, key))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("framework.edit")
def edit_entry(request, list_name, entry_key):
    entry_list = find_list(list_name)
    return edit_at(request, desk_of(entry_list, entry_key), entry_key)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("framework.edit")
def framework_add(request, list_name):
    return add_at(request, desk_of(find_list(list_name)))


def edit_at(request, desk: Desk, key: str):
    """Answer a page that edits the entry of this key, whoever may."""
    seen = current_version()
    row = get_object_or_404(rows_of(desk.entry_list), key=key)
    read = document_of(desk.entry_list, row)
    whole = desk.editor.form.whole(read)
    form = desk.editor.form(request.POST or None, document=whole, seen=seen)
    note = NoteForm(request.POST or None)
    if request.method != "POST" or not (form.is_valid() & note.is_valid()):
        return _show(request, desk, form, note, key=key, document=read)
    try:
        written = write_framework(
            form.documents(key),
            by=request.user,
            note=note.cleaned_data["note"],
            seen=form.seen_versions(key),
        )
    except StaleEntry as stale:
        return _show_stale(request, desk, form, note, key, stale)
    except FrameworkProblems as refusal:
        form.show_problems(refusal.problems)
        return _show(request, desk, form, note, key=key, document=read)
    name = called(desk.entry_list, form.document())
    saved = f"{name} is saved as version {written.version.number}." if written.version else ""
    messages.success(request, saved or "It reads as it did before. Nothing was changed.")
    return redirect(desk.done(key))


def add_at(request, desk: Desk):
    """Answer a page that adds an entry, whoever may."""
    form = desk.editor.form(request.POST or None)
    note = NoteForm(request.POST or None)
    if request.method != "POST" or not (form.is_valid() & note.is_valid()):
        return _show(request, desk, form, note)
    document = form.document()
    spoken = document[spoken_field(desk.entry_list)]
    try:
        key = add_entry(
            desk.entry_list.name,
            spoken,
            form.documents,
            by=request.user,
            note=note.cleaned_data["note"],
        )
    except FrameworkProblems as refusal:
        form.show_problems(refusal.problems)
        return _show(request, desk, form, note)
    messages.success(request, f"{called(desk.entry_list, document)} is added.")
    return redirect(desk.done(key))


def _show_stale(request, desk, typed, note, key, stale):
    """What was typed on top of the newest entry, and where both changed the same."""
    seen = current_version()
    row = get_object_or_404(rows_of(desk.entry_list), key=key)
    now = document_of(desk.entry_list, row)
    whole, was_seen = desk.editor.form.whole, typed.cleaned_data["seen"]
    was = entries_at(was_seen, desk.entry_list.name, [key]).get(key)
    read = whole(was, was_seen) if was else {}
    newest = whole(now)
    merged = merge(read, newest, typed.document())
    form = desk.editor.form(document=merged.document, seen=seen)
    changed = FrameworkVersion.objects.select_related("by").filter(number=stale.version).first()
    context = {
        "meanwhile": changed,
        "clashes": _side_by_side(desk.entry_list, form, merged, newest),
        "taken_over": [_label(desk.entry_list, form, field) for field in merged.taken_over],
    }
    note = NoteForm(initial=note.cleaned_data)
    return _show(request, desk, form, note, key=key, document=now, status=409, **context)


def _side_by_side(entry_list, form, merged: Merged, newest):
    names = all_names()
    return [
        (
            _label(entry_list, form, field),
            part_of(entry_list, field, newest.get(field), names),
            part_of(entry_list, field, merged.document[field], names),
        )
        for field in merged.clashes
    ]


def _label(entry_list, form, field):
    """What the form calls a field; a list that it shows in pieces has the name of the list's."""
    return form[field].label if field in form.fields else label_of(entry_list, field)


def _show(request, desk, form, note, *, key=None, document=None, status=None, **context):
    context |= {
        "desk": desk,
        "entry_list": desk.entry_list,
        "key": key,
        "document": document,
        "name": desk.entry_list.name_of(document) if document else "",
        "form": form,
        "note": note,
        "names": all_names(),
        "fields": desk.editor.fields,
    }
    status = status or (422 if form.errors or note.errors else 200)
    return render(request, "pipeline/framework/edit.html", context, status=status)


def _page(entry_list, key):
    return reverse("pipeline:framework_entry", args=[entry_list.name, key])
