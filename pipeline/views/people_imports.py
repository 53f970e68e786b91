"""Imports of people: upload, look at the columns, try, look, import."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.event_logs.importing import read_file
from pipeline.forms.people_imports import ColumnsForm, PeopleForm
from pipeline.models import Import, Opening
from pipeline.models.imports import ImportKind
from pipeline.models.openings import OpeningStatus
from pipeline.people_files.problems import UnreadableFile
from pipeline.people_files.reading import header_and_sample
from pipeline.people_imports.orders import order_people, order_people_import, order_trial
from pipeline.views.imports import latest_imports


@require_http_methods(["GET", "HEAD", "POST"])
@needs("imports.run")
def people_imports(request):
    """The upload, and the latest imports."""
    form = PeopleForm(request.POST or None, request.FILES or None, openings=_openings(request))
    if form.is_valid():
        try:
            given = form.cleaned_data
            row = order_people(given["file"], given["opening"], by=request.user)
        except (ValidationError, UnreadableFile) as error:
            is_ours = isinstance(error, UnreadableFile)
            form.add_error("file", str(error) if is_ours else error)
        else:
            return redirect(
                "pipeline:import_columns" if row.is_draft else "pipeline:import", row.pk
            )
    context = {"form": form, "imports": latest_imports(request)}
    status = 422 if form.errors else 200
    return render(request, "pipeline/people_imports.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("imports.run")
def import_columns(request, pk):
    """What the columns of a sheet mean: guessed, shown with the first rows, and changeable."""
    row = get_object_or_404(_rows(request).select_related("file", "opening"), pk=pk)
    if "columns" not in row.options or not row.is_dry_run:
        raise Http404
    try:
        sheet = header_and_sample(read_file(row.file.path), row.options["format"])
    except (UnreadableFile, OSError):
        return redirect("pipeline:import", row.pk)
    columns = row.options["columns"]
    form = ColumnsForm(request.POST or None, header=sheet.header, guessed=columns)
    if request.method == "POST" and form.is_valid():
        row = order_trial(row, form.chosen(), by=request.user)
        return redirect("pipeline:import", row.pk)
    samples = [_sample(sheet, at) for at in range(len(sheet.header))]
    context = {"import": row, "form": form, "columns": list(zip(form, samples, strict=True))}
    status = 422 if form.errors else 200
    return render(request, "pipeline/people_import_columns.html", context, status=status)


@require_POST
@needs("imports.run")
def run_people_import(request, pk):
    """Import the people of a trial; the good rows only, where that is what was pressed."""
    row = get_object_or_404(_rows(request), pk=pk)
    skips_bad = "skip" in request.POST
    if row.is_ready_to_run or (skips_bad and row.has_good_rows):
        row = order_people_import(row, by=request.user, skips_bad=skips_bad)
    return redirect("pipeline:import", row.pk)


def _rows(request):
    return Import.objects.visible_to(request.user).filter(kind=ImportKind.PEOPLE)


def _openings(request):
    """Whoever runs imports may bring people into any opening that is not closed."""
    return Opening.objects.exclude(status=OpeningStatus.CLOSED).order_by("title")


def _sample(sheet, at) -> list[str]:
    return [cells[at] for cells in sheet.sample if at < len(cells) and cells[at]][:3]
