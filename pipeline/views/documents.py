"""Keeping documents, of an application or of the person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from pipeline.documents import add_document as keep_document
from pipeline.forms.documents import DocumentForm
from pipeline.views.applications import managed_application, show_application
from pipeline.views.candidates import managed_candidate, show_candidate


@require_POST
@needs("documents.add")
def add_document(request, pk):
    """A document for this application alone."""
    application = managed_application(request, pk)
    form = _form(request)
    if _is_kept(request, form, application.candidate, application):
        return redirect("pipeline:application", pk)
    return show_application(request, application, status=422, document_form=form)


@require_POST
@needs("documents.add")
def add_candidate_document(request, pk):
    """A document of the person, which each of their openings shows."""
    candidate = managed_candidate(request, pk)
    form = _form(request)
    if _is_kept(request, form, candidate, None):
        return redirect("pipeline:candidate", pk)
    return show_candidate(request, candidate, status=422, document_form=form)


def _form(request):
    return DocumentForm(request.POST, request.FILES, auto_id="document_%s")


def _is_kept(request, form, candidate, application):
    """Keep the file of a valid form; say False, with the errors on the form, where it is not."""
    if not form.is_valid():
        return False
    file, title = form.cleaned_data["file"], form.cleaned_data["title"]
    try:
        document = keep_document(
            candidate, file, by=request.user, application=application, title=title
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, f"{document.title} is kept.")
    return True
