"""The audit trail on screen."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from config.records.forms.audit import TrailFilter
from config.records.trail import read_trail


@require_safe
@needs("audit.view")
def audit(request):
    form = TrailFilter(request.GET)
    if not form.is_valid():
        raise Http404("There is no such part of the trail.")
    lines, further = read_trail(**form.cleaned_data)
    context = {"form": form, "lines": lines, "further": further}
    return render(request, "accounts/audit.html", context)
