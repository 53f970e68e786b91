"""The framework as a file: taken away, and taken in after a look at what would change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from pipeline.forms.framework_files import FrameworkFileForm, SeenFileForm, carry
from pipeline.framework.diffs import entry_diff
from pipeline.framework.documents import framework_document
from pipeline.framework.editing import StaleFramework, current_version
from pipeline.framework.importing import RefusedFile, import_file, refusal_report, report_of
from pipeline.framework.names import all_names
from pipeline.framework.withholding import file_for
from pipeline.framework.yaml_files import dump_framework

MEDIA_TYPE = "application/yaml; charset=utf-8"


@require_safe
@needs("framework.view")
def framework_file(request):
    """The framework as one YAML file; lists that this person reads in part are left out."""
    content = dump_framework(file_for(request.user, framework_document()))
    name = f"framework-{request.company.slug}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("framework.edit")
def take_in_framework(request):
    """The upload, and then what would come of it."""
    form = FrameworkFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        return _preview(request, upload.read(), upload.name)
    status = 422 if form.errors else 200
    return render(request, "pipeline/framework/files.html", {"form": form}, status=status)


@require_http_methods(["POST"])
@needs("framework.edit")
def confirm_framework(request):
    """Take in just the file that was looked at, unless the framework has changed since."""
    form = SeenFileForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The file got lost on the way. Upload it again.")
        return redirect("pipeline:take_in_framework")
    carried, note = form.cleaned_data["carried"], form.cleaned_data["note"]
    content = carried["text"].encode()
    note = note or f"From {carried['name']}"
    try:
        taken = import_file(content, by=request.user, note=note, at_version=carried["version"])
    except StaleFramework:
        return _preview(request, content, carried["name"], is_late=True)
    except RefusedFile as error:
        return _refuse(request, carried["name"], error)
    version = taken.written.version
    if version is None:
        messages.info(request, "The framework reads like this file already.")
        return redirect("pipeline:framework")
    messages.success(request, f"The file is taken in as version {version.number}.")
    return redirect("pipeline:framework_version", version.number)


def _preview(request, content: bytes, name: str, *, is_late: bool = False):
    version = current_version()
    try:
        taken = import_file(content, by=request.user, is_dry_run=True)
    except RefusedFile as error:
        return _refuse(request, name, error)
    carried = carry(content, name, version)
    context = {
        "name": name,
        "report": report_of(taken, is_dry_run=True),
        "groups": _grouped(taken.changes),
        "is_late": is_late,
        "next_version": version + 1,
        "form": SeenFileForm(initial={"carried": carried, "note": f"From {name}"[:200]}),
        "is_too_large": carried is None,
    }
    return render(request, "pipeline/framework/files_preview.html", context)


def _refuse(request, name, error):
    context = {
        "name": name,
        "report": refusal_report(error, is_dry_run=True),
        "form": FrameworkFileForm(),
    }
    return render(request, "pipeline/framework/files.html", context, status=422)


def _grouped(changes):
    """What would change, by list: its title, what is added, and what would read otherwise."""
    names, groups = all_names(), {}
    for change in changes:
        added, changed = groups.setdefault(change.entry_list.title, ([], []))
        (added if change.before is None else changed).append(entry_diff(change, names))
    return [(title, added, changed) for title, (added, changed) in groups.items()]
