"""Imports of event logs: upload, try, look, import. What came of one is shown for both kinds."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.event_logs.orders import order_dry_run, order_import
from pipeline.forms.imports import ImportForm
from pipeline.models import Import
from pipeline.models.imports import ImportKind

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs("imports.run")
def imports(request):
    """The upload, and the latest imports."""
    is_upload = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_upload else ImportForm()
    if is_upload and form.is_valid():
        try:
            row = order_dry_run(**_upload(form), by=request.user)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("pipeline:import", row.pk)
    context = {"form": form, "imports": latest_imports(request)}
    status = 422 if form.errors else 200
    return render(request, "pipeline/imports.html", context, status=status)


@require_safe
@vary_on_headers("HX-Request")
@needs("imports.run")
def show_import(request, pk):
    """What came of one import, or that it is still under way."""
    row = get_object_or_404(_rows(request).select_related("file", "by", "opening"), pk=pk)
    if row.is_draft:
        return redirect("pipeline:import_columns", row.pk)
    page = "pipeline/_import_report.html" if request.htmx else "pipeline/import.html"
    return render(request, page, {"import": row, "etag": _etag(row)})


@require_safe
@needs("imports.run")
def import_version(request, pk):
    """What the page asks every few seconds: 304 while nothing has changed."""
    etag = _etag(get_object_or_404(_rows(request), pk=pk))
    response = HttpResponse(headers={"ETag": etag, "Cache-Control": "no-cache"})
    return get_conditional_response(request, etag=etag, response=response)


@require_POST
@needs("imports.run")
def run_import(request, pk):
    """Import the file of a dry run that found nothing wrong."""
    row = get_object_or_404(_rows(request).filter(kind=ImportKind.EVENTS), pk=pk)
    if row.is_ready_to_run:
        row = order_import(row, by=request.user)
    return redirect("pipeline:import", row.pk)


def latest_imports(request):
    """The newest imports of both kinds."""
    return _rows(request).select_related("file", "by").defer("mapping", "options")[:SHOWN]


def _rows(request):
    return Import.objects.visible_to(request.user)


def _upload(form):
    return {"upload": form.cleaned_data["file"], "mapping": form.cleaned_data["mapping"]}


def _etag(row) -> str:
    return f'"{row.pk.hex}-{int(row.is_taken)}-{int(row.is_finished)}"'
