"""Candidates' data: taking them along, and having them deleted."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pipeline.candidate_pages.erasing import (
    call_off,
    due_at,
    erasure_of,
    mail_confirmation,
    read_confirmation,
    start_erasure,
)
from pipeline.candidate_pages.exporting import export_person
from pipeline.candidate_pages.guarding import candidate_page, link_over, linkless_page
from pipeline.candidate_pages.limits import TooMuch
from pipeline.candidate_pages.links import CANDIDATE
from pipeline.mailing.sending import Unsendable

FILE_NAME = "my-data.zip"


@require_safe
@candidate_page
def my_data(request, page):
    """What may be had, what can be deleted, and what cannot."""
    waiting = erasure_of(page.candidate)
    context = {
        "page": page,
        "opening": page.application.opening,
        "erased_at": due_at(waiting) if waiting else None,
    }
    return render(request, "public/my/data.html", context)


@require_POST
@candidate_page
def my_download(request, page):
    """All that they may have, as a ZIP."""
    try:
        packed = export_person(page.candidate)
    except TooMuch as refusal:
        return _again(request, page, refusal)
    response = FileResponse(
        packed, as_attachment=True, filename=FILE_NAME, content_type="application/zip"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@candidate_page
def my_erasure_asked(request, page):
    """Mail the link that confirms it: nobody erases by a page left open."""
    try:
        mail_confirmation(page.application)
    except (TooMuch, Unsendable) as refusal:
        return _again(request, page, refusal)
    messages.success(request, "Open the link in the mail that we have sent you to confirm it.")
    return redirect(page.address_of("my_data"))


@require_POST
@candidate_page
def my_erasure_called_off(request, page):
    """Keep everything after all."""
    if call_off(page.candidate, by=CANDIDATE):
        messages.success(request, "Nothing is deleted. Your applications stay withdrawn.")
    return redirect(page.address_of("my_data"))


@require_http_methods(["GET", "HEAD", "POST"])
@linkless_page
def my_erasure(request, token):
    """Confirm an erasure, by the link of the mail."""
    application = read_confirmation(token)
    if application is None:
        return link_over(request)
    waiting = erasure_of(application.candidate)
    if request.method == "POST" and waiting is None:
        waiting = start_erasure(application.candidate, by=CANDIDATE)
    context = {
        "opening": application.opening,
        "erased_at": due_at(waiting) if waiting else None,
    }
    return render(request, "public/my/erasure.html", context)


def _again(request, page, refusal):
    messages.error(request, str(refusal))
    return redirect(page.address_of("my_data"))
