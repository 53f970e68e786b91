"""The company's own templates for messages: added, changed, deleted, and looked at."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from config.accounts.guards import needs
from pipeline.forms.own_templates import OwnTemplateForm
from pipeline.forms.posted import posted
from pipeline.keys import read_key
from pipeline.mailing import own_templates as rules
from pipeline.mailing.fields import MERGE_FIELDS, UnknownField, samples
from pipeline.mailing.markdown import render_html
from pipeline.mailing.reading_people import people_to_preview
from pipeline.mailing.writing import Letter, fill_sample, preview_letter
from pipeline.models import EmailTemplate
from pipeline.views.undoing import offer_undo


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("emails.edit")
def add_own_template(request):
    return _write(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs("emails.edit")
def edit_own_template(request, pk):
    return _write(request, get_object_or_404(EmailTemplate, pk=pk, is_own=True))


@require_POST
@needs("emails.edit")
def delete_own_template(request, pk):
    template = get_object_or_404(EmailTemplate, pk=pk, is_own=True)
    rules.delete_template(template, by=request.user)
    offer_undo(request, f"“{template.name}” is deleted.", "pipeline:restore_own_template", pk)
    return redirect("pipeline:emails")


@require_POST
@needs("emails.edit")
def restore_own_template(request, pk):
    try:
        template = rules.restore_template(pk, by=request.user)
    except EmailTemplate.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, f"“{template.name}” is back.")
    return redirect("pipeline:emails")


def _write(request, template):
    words = template and {name: getattr(template, name) for name in ("name", "subject", "body")}
    form = OwnTemplateForm(posted(request), initial=words)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            saved = _save(template, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"“{saved.name}” is saved.")
            return redirect("pipeline:emails")
    return _show(request, template, form)


def _save(template, **fields):
    if template is None:
        return rules.add_template(**fields)
    return rules.edit_template(template, **fields)


def _show(request, template, form):
    people = people_to_preview(request.user)
    key = read_key(request.POST.get("about", ""))
    chosen = next((row for row in people if row.pk == key), None)
    context = {
        "form": form,
        "template": template,
        "fields": MERGE_FIELDS.values(),
        "people": people,
        "chosen": chosen,
        "addressee": chosen.candidate.name if chosen else "",
        "letter": _letter(request, template, form, chosen),
    }
    page = "_letter" if request.htmx else "own_template"
    status = 422 if form.errors else 200
    return render(request, f"pipeline/mail/{page}.html", context, status=status)


def _letter(request, template, form, chosen) -> Letter | None:
    """What is typed, as the chosen candidate would get it; else with sample values."""
    typed = form.cleaned_data if form.is_bound else vars(template) if template else {}
    subject, body = typed.get("subject", ""), typed.get("body", "")
    if not subject and not body:
        return None
    try:
        if chosen:
            return preview_letter(chosen, by=request.user, subject=subject, text=body)
        values = {**samples(), "company": request.company.name}
        subject, body = fill_sample(subject, body, values)
    except (UnknownField, KeyError):
        return None
    return Letter("", "", "", subject, "", render_html(body))
