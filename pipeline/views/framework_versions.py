"""Versions of the framework: the list of them, what each changed, and two compared."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from pipeline.forms.framework_versions import CompareForm
from pipeline.framework.diffs import entry_diff
from pipeline.framework.history import changes_between
from pipeline.framework.names import all_names
from pipeline.models import FrameworkVersion

VERSIONS_A_PAGE = 50


@require_safe
@needs("framework.view")
def versions(request):
    rows = FrameworkVersion.objects.select_related("by").annotate(entries=Count("revisions"))
    rows = rows.order_by("-number")
    page = Paginator(rows, VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    newest = page.paginator.count
    initial = {"from": max(newest - 1, 1), "to": newest}
    context = {"page": page, "form": CompareForm(initial=initial)}
    return render(request, "pipeline/framework/versions.html", context)


@require_safe
@needs("framework.view")
def version(request, number):
    rows = FrameworkVersion.objects.select_related("by")
    present = get_object_or_404(rows, number=number)
    context = {
        "version": present,
        "groups": _grouped(request.user, number - 1, number),
        "has_later": rows.filter(number=number + 1).exists(),
    }
    return render(request, "pipeline/framework/version.html", context)


@require_safe
@needs("framework.view")
def compare(request):
    form = CompareForm(request.GET or None)
    context, status = {"form": form}, 200
    if form.is_bound and form.is_valid():
        older, newer = form.ends()
        context |= {"older": older, "newer": newer, "groups": _grouped(request.user, older, newer)}
    elif form.is_bound:
        status = 422
    return render(request, "pipeline/framework/compare.html", context, status=status)


def _grouped(user, older: int, newer: int):
    """What changed, by list: its title, what was added, and what reads otherwise."""
    names, groups = all_names(), {}
    for change in changes_between(older, newer):
        added, changed = groups.setdefault(change.entry_list.title, ([], []))
        diff = entry_diff(change, names, reader=user)
        (added if change.before is None else changed).append(diff)
    return [(title, added, changed) for title, (added, changed) in groups.items()]
