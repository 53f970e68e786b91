"""Candidates' documents and details, as they keep them themselves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.records.files import file_response
from pipeline.candidate_pages.details import OWN_DETAILS, set_details
from pipeline.candidate_pages.guarding import candidate_page
from pipeline.candidate_pages.limits import TooMuch
from pipeline.candidate_pages.papers import add_own_document, own_documents, replace_own_document
from pipeline.candidate_pages.standing import standing_of
from pipeline.forms.candidate_page import DetailsForm, PaperForm
from pipeline.forms.posted import posted


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_documents(request, page):
    """What they sent us, and adding to it."""

    def keep(upload):
        return add_own_document(page.application, upload)

    return _take(request, page, keep, document=None)


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_document(request, page, document_id):
    """One document: putting another file in its place."""
    document = get_object_or_404(own_documents(page.application), pk=document_id)

    def keep(upload):
        return replace_own_document(page.application, document, upload)

    return _take(request, page, keep, document=document)


@require_safe
@candidate_page
def my_file(request, page, document_id):
    """Their own file again."""
    document = get_object_or_404(own_documents(page.application), pk=document_id)
    return file_response(document.file)


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def my_details(request, page):
    """Phone, place, links and time zone."""
    initial = {name: getattr(page.candidate, name) for name in OWN_DETAILS}
    form = DetailsForm(posted(request), initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            set_details(page.candidate, **form.cleaned_data)
        except TooMuch as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            messages.success(request, "Your details are saved.")
            return redirect(page.address_of("my_page"))
    elif form.errors:
        status = 422
    context = {"page": page, "opening": page.application.opening, "form": form}
    return render(request, "public/my/details.html", context, status=status)


def _take(request, page, keep, *, document):
    form = PaperForm(posted(request), request.FILES or None)
    status = 200
    can_send = standing_of(page.application).is_running
    if request.method == "POST" and not can_send:
        return redirect(page.address_of("my_documents"))
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep(form.cleaned_data["file"])
        except TooMuch as refusal:
            form.add_error(None, str(refusal))
            status = 429
        except ValidationError as error:
            form.add_error("file", error.messages)
            status = 422
        else:
            messages.success(request, f"We have {kept.title}.")
            return redirect(page.address_of("my_documents"))
    elif form.errors:
        status = 422
    context = {
        "page": page,
        "opening": page.application.opening,
        "form": form,
        "document": document,
        "documents": own_documents(page.application),
        "can_send": can_send,
    }
    return render(request, "public/my/documents.html", context, status=status)
