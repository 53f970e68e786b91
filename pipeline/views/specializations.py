"""Specializations: those every company starts with, and its own."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from pipeline import specializations as rules
from pipeline.forms.specializations import SpecializationForm
from pipeline.models import Specialization


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
    form = SpecializationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = rules.add_specialization(by=request.user, **form.cleaned_data)
        messages.success(request, f"{added} is added. New openings can use it.")
        return redirect("pipeline:specializations")
    return _show(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("specializations.edit")
def edit_specialization(request, pk):
    specialization = get_object_or_404(Specialization, pk=pk)
    form = SpecializationForm(request.POST or None, specialization=specialization)
    if request.method == "POST" and form.is_valid():
        rules.edit_specialization(specialization, by=request.user, **form.cleaned_data)
        messages.success(request, f"{specialization} is saved.")
        return redirect("pipeline:specializations")
    return _show(request, form)


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


def _show(request, form):
    context = {"form": form, "specialization": form.specialization}
    status = 422 if form.errors else 200
    return render(request, "pipeline/specialization.html", context, status=status)
