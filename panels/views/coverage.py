"""The coverage of an opening."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from panels.opening_coverage import coverage_of
from pipeline.views.openings import find_opening


@require_safe
@needs("openings.view")
def coverage(request, pk):
    """Which criteria the stages measure, what is missing, and what the loop tests."""
    opening = find_opening(request, pk)
    context = {"opening": opening, "tab": "coverage", "coverage": coverage_of(opening)}
    return render(request, "panels/coverage.html", context)
