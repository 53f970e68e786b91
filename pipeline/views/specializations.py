"""Specializations: those every company starts with, and its own."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from pipeline import specializations as rules
from pipeline.framework.lists import LISTS
from pipeline.models import Specialization
from pipeline.views.framework_editing import Desk, add_at, edit_at


@require_safe
@needs("specializations.view")
def specializations(request):
    rows = Specialization.objects.annotate(opening_count=Count("openings"))
    # Counting drops the order a model has of its own.
    rows = rows.order_by("position", "key").prefetch_related("processes")
    context = {
        "specializations": [row for row in rows if not row.is_retired],
        "retired": [row for row in rows if row.is_retired],
    }
    return render(request, "pipeline/specializations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("specializations.edit")
def add_specialization(request):
    return add_at(request, _desk())


@require_http_methods(["GET", "HEAD", "POST"])
@needs("specializations.edit")
def edit_specialization(request, pk):
    return edit_at(request, _desk(), get_object_or_404(Specialization, pk=pk).key)


@require_POST
@needs("specializations.edit")
def retire_specialization(request, pk):
    specialization = get_object_or_404(Specialization, pk=pk)
    rules.retire(specialization, by=request.user)
    messages.success(
        request, f"{specialization} is retired. Its openings keep it; new ones cannot take it."
    )
    return redirect("pipeline:specializations")


@require_POST
@needs("specializations.edit")
def restore_specialization(request, pk):
    specialization = get_object_or_404(Specialization, pk=pk)
    rules.restore(specialization, by=request.user)
    messages.success(request, f"{specialization} is back. New openings can use it.")
    return redirect("pipeline:specializations")


def _desk() -> Desk:
    """The page of the specializations is where these pages come from and go back to."""
    listed = reverse("pipeline:specializations")
    crumbs = (("Specializations", listed),)
    return Desk(LISTS["specializations"], crumbs, listed, lambda key: listed)
