"""Templates of openings: keeping them, and beginning others with one or with an opening itself."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from pipeline.copying import templates as rules
from pipeline.copying.contents import Extent
from pipeline.copying.copies import open_plan, plan_copy, plan_of
from pipeline.copying.rows import latest_change, rows_of
from pipeline.forms.opening_templates import CloneForm, NameForm, NewTemplateForm, StartForm
from pipeline.forms.posted import posted
from pipeline.keys import read_key
from pipeline.models import OpeningTemplate
from pipeline.opening_locks import IllegalChange
from pipeline.views.openings import find_opening

ROWS_A_PAGE = 50
USUAL = {"weights": True, "approvers": True}


@require_safe
@needs("openings.edit")
def opening_templates(request):
    templates = OpeningTemplate.objects.select_related("by")
    page = Paginator(templates, ROWS_A_PAGE).get_page(request.GET.get("page"))
    changed = read_key(request.GET.get("changed", ""))
    context = {
        "page": page,
        "rows": rows_of(page),
        "change": changed and latest_change(changed),
    }
    return render(request, "pipeline/opening_templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def save_opening_template(request, pk):
    opening = find_opening(request, pk)
    form = NewTemplateForm(posted(request), initial={"name": opening.title[:120], **USUAL})
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            rules.save_template(opening, by=request.user, name=name, extent=form.extent())
        except IllegalChange as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"“{name}” is kept as a template.")
            return redirect("pipeline:opening_templates")
    return _show(request, "pipeline/opening_template_new.html", form, opening=opening)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def clone_opening(request, pk):
    opening = find_opening(request, pk)
    form = CloneForm(posted(request), initial={"title": opening.title, **USUAL})
    plan = plan_copy(opening, extent=Extent(), by=request.user)
    if form.is_valid():
        plan = plan_copy(opening, extent=form.extent(), by=request.user)
        try:
            copy = open_plan(plan, by=request.user, title=form.cleaned_data["title"])
        except IllegalChange as refusal:
            form.add_error(None, str(refusal))
        else:
            return _go_on(request, copy, plan)
    context = {"opening": opening, "left_out": plan.left_out}
    return _show(request, "pipeline/opening_clone.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def start_from_template(request, pk):
    template = get_object_or_404(OpeningTemplate, pk=pk)
    plan = plan_of(template.content, by=request.user)
    form = StartForm(posted(request), plan=plan)
    if form.is_valid():
        return _go_on(request, open_plan(plan, by=request.user, **form.cleaned_data), plan)
    return _show(request, "pipeline/opening_start.html", form, template=template, plan=plan)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def rename_opening_template(request, pk):
    template = get_object_or_404(OpeningTemplate, pk=pk)
    form = NameForm(posted(request), initial={"name": template.name})
    if form.is_valid():
        try:
            rules.rename_template(template, by=request.user, name=form.cleaned_data["name"])
        except IllegalChange as refusal:
            form.add_error("name", str(refusal))
        else:
            return _back_with_undo(template.pk)
    return _show(request, "pipeline/opening_template_rename.html", form, template=template)


@require_POST
@needs("openings.edit")
def delete_opening_template(request, pk):
    template = get_object_or_404(OpeningTemplate, pk=pk)
    rules.delete_template(template, by=request.user)
    return _back_with_undo(pk)


@require_POST
@needs("openings.edit")
def undo_opening_template(request, pk):
    try:
        template = rules.undo_change(pk, by=request.user)
    except OpeningTemplate.DoesNotExist:
        raise Http404 from None
    except IllegalChange as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{template.name}” is as it was.")
    return redirect("pipeline:opening_templates")


def _back_with_undo(key: UUID):
    return redirect(f"{reverse('pipeline:opening_templates')}?changed={key}")


def _go_on(request, opening, plan):
    """On to the settings of the draft, with what did not come along."""
    messages.success(request, f"{opening} is a draft.")
    for sentence in plan.left_out:
        messages.warning(request, sentence)
    return redirect("pipeline:edit_opening", opening.pk)


def _show(request, page, form, **context):
    status = 422 if form.errors else 200
    return render(request, page, {**context, "form": form}, status=status)
