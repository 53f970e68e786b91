"""The words of the company's mail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.accounts.guards import needs
from pipeline.emails import FIELDS, INDISPENSABLE
from pipeline.forms.emails import WordingForm
from pipeline.models import EmailTemplate
from pipeline.wording import preview, reset_wording, reword


@require_safe
@needs("emails.edit")
def emails(request):
    return render(request, "pipeline/emails.html", {"templates": _editable(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("emails.edit")
def edit_email(request, key):
    template = get_object_or_404(_editable(request), key=key)
    form = WordingForm(
        request.POST or None,
        key=key,
        initial={"subject": template.subject, "body": template.body},
    )
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        reword(template, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{template.name}” is saved.")
        return redirect("pipeline:emails")
    context = {
        "form": form,
        "template": template,
        "fields": sorted(FIELDS[key]),
        "preview": _preview(request, form, template),
    }
    page = "pipeline/_email_preview.html" if request.htmx else "pipeline/edit_email.html"
    return render(request, page, context, status=422 if form.errors else 200)


@require_POST
@needs("emails.edit")
def reset_email(request, key):
    template = get_object_or_404(_editable(request), key=key)
    reset_wording(template, by=request.user)
    messages.success(request, f"“{template.name}” has the words it began with.")
    return redirect("pipeline:edit_email", key=key)


def _editable(request):
    """All mail, but what carries a link to an account only for whoever may change accounts.

    Reworded, "https://example.com/?{link}" would hand such a link to somebody else.
    """
    templates = EmailTemplate.objects.all()
    if request.user.can("people.edit"):
        return templates
    return templates.exclude(key__in=INDISPENSABLE)


def _preview(request, form, template):
    """The mail as it would arrive: as typed where that is sound, else as it is kept."""
    words = form.cleaned_data if form.is_bound and form.is_valid() else vars(template)
    return preview(words["subject"], words["body"], company=request.company)
