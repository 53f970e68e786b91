"""The framework: its front page, and each of its lists."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.days import today
from pipeline.forms.framework_sieves import SieveForm, is_overdue
from pipeline.framework.documents import documents_of
from pipeline.framework.editors import EDITORS
from pipeline.framework.lists import DATED, LISTS, RETIRABLE, EntryList
from pipeline.framework.names import all_names
from pipeline.framework.parts import label_of, parts_of
from pipeline.framework.shelves import shelf_of, standings
from pipeline.models import Anchor, FrameworkVersion

LEFT = 2
"""How many groups of lists stand in the left column of the front page."""


@require_safe
@needs("framework.view")
def framework(request):
    groups = standings(today())
    context = {
        "columns": (groups[:LEFT], groups[LEFT:]),
        "anchor_count": Anchor.objects.filter(criterion__is_retired=False).count(),
        "version": FrameworkVersion.objects.select_related("by").first(),
    }
    return render(request, "pipeline/framework/hub.html", context)


@require_safe
@needs("framework.view")
def framework_list(request, list_name):
    entry_list = find_list(list_name)
    names, day = all_names(), today()
    form = SieveForm(request.GET, entry_list=entry_list, names=names)
    documents = documents_of(entry_list)
    found = {key: row for key, row in documents.items() if form.lets_through(row, day)}
    rows = [_row(entry_list, key, row, names, day) for key, row in found.items()]
    context = {
        "entry_list": entry_list,
        "shelf": shelf_of(entry_list),
        "columns": [label_of(entry_list, field) for field in shelf_of(entry_list).beside],
        "rows": [row for row in rows if not row["is_retired"]],
        "retired": [row for row in rows if row["is_retired"]],
        "is_dated": DATED in entry_list.fields,
        "total": len(documents),
        "form": form,
        "can_add": request.user.can("framework.edit") and entry_list.name in EDITORS,
    }
    return render(request, "pipeline/framework/list.html", context)


def find_list(name: str) -> EntryList:
    """Return a list that has pages; raise Http404 where there is none of this name.

    Anchors are read and edited with their criterion.
    """
    entry_list = LISTS.get(name)
    if entry_list is None or entry_list.identity != ("key",):
        raise Http404
    return entry_list


def _row(entry_list, key, document, names, day):
    shelf, parts = shelf_of(entry_list), parts_of(entry_list, document, names)
    return {
        "key": key,
        "name": entry_list.name_of(document),
        "under": document.get(shelf.under, ""),
        "cells": [(label_of(entry_list, field), parts.get(field)) for field in shelf.beside],
        "review_by": parts.get(DATED),
        "is_overdue": is_overdue(document, day),
        "is_retired": document.get(RETIRABLE, False),
    }
