"""One entry of the framework: read with its history, retired and brought back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from pipeline.days import today
from pipeline.forms.framework_sieves import is_overdue
from pipeline.framework.documents import document_of, rows_of
from pipeline.framework.editing import StaleEntry
from pipeline.framework.editors import EDITORS, Editor
from pipeline.framework.entry_history import history_of
from pipeline.framework.history import entries_at
from pipeline.framework.lists import DATED, RETIRABLE
from pipeline.framework.names import all_names
from pipeline.framework.parts import parts_of
from pipeline.framework.retiring import set_retired
from pipeline.framework.uses import uses_elsewhere, uses_in_framework
from pipeline.framework.withholding import shown_to
from pipeline.models import FrameworkVersion, Origin
from pipeline.views.framework import find_list

STEPS_A_PAGE = 10


@require_safe
@needs("framework.view")
def framework_entry(request, list_name, entry_key):
    entry_list = find_list(list_name)
    row = get_object_or_404(rows_of(entry_list), key=entry_key)
    version = _version_asked(request)
    number = version and version.number
    document = shown_to(request.user, entry_list, _document(entry_list, row, number))
    names, editor = all_names(), editor_of(entry_list)
    steps = history_of(entry_list, entry_key, names, reader=request.user)
    context = {
        **editor.beside(document, number),
        "entry_list": entry_list,
        "key": entry_key,
        "name": entry_list.name_of(document),
        "document": document,
        "parts": parts_of(entry_list, document, names),
        "names": names,
        "version": number,
        "old_version": version,
        "reading": editor.reading,
        "row": row,
        "origin": Origin(document["origin"]).label,
        "is_overdue": is_overdue(document, today()),
        "is_retirable": RETIRABLE in entry_list.fields,
        "is_dated": DATED in entry_list.fields,
        "uses": uses_in_framework(entry_list, entry_key, names),
        "further_uses": uses_elsewhere(entry_list, entry_key),
        "page": Paginator(steps, STEPS_A_PAGE).get_page(request.GET.get("page")),
        "can_edit": request.user.can("framework.edit") and entry_list.name in EDITORS,
    }
    return render(request, "pipeline/framework/entry.html", context)


@require_POST
@needs("framework.edit")
def retire_entry(request, list_name, entry_key):
    return _set_retired(request, list_name, entry_key, True, "{} is retired.")


@require_POST
@needs("framework.edit")
def restore_entry(request, list_name, entry_key):
    return _set_retired(request, list_name, entry_key, False, "{} is in use again.")


def editor_of(entry_list) -> Editor:
    """Return how entries of the list are shown; those without an editor are shown plainly."""
    return EDITORS.get(entry_list.name, Editor(form=None))


def called(entry_list, document) -> str:
    """Return what a message calls an entry: its name, or what kind of thing it is."""
    return document.get("name") or f"The {entry_list.singular}"


def _version_asked(request):
    """The old version that is to be shown, or None."""
    text = request.GET.get("version", "")
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    return get_object_or_404(FrameworkVersion.objects.select_related("by"), number=number)


def _document(entry_list, row, number):
    if number is None:
        return document_of(entry_list, row)
    found = entries_at(number, entry_list.name, [row.key])
    if not found:
        raise Http404
    return found[row.key]


def _set_retired(request, list_name, entry_key, is_retired, sentence):
    entry_list = find_list(list_name)
    if RETIRABLE not in entry_list.fields:
        raise Http404
    row = get_object_or_404(rows_of(entry_list), key=entry_key)
    seen = request.POST.get("seen", "")
    seen = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else None
    try:
        set_retired(entry_list, row, is_retired, by=request.user, seen=seen)
    except StaleEntry as stale:
        messages.error(request, f"{stale} Look at it again first.")
    else:
        name = called(entry_list, document_of(entry_list, row))
        messages.success(request, sentence.format(name))
    return redirect("pipeline:framework_entry", list_name, entry_key)
