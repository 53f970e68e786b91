"""Answering what candidates ask on their page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from pipeline.candidate_pages.requests import answer_request
from pipeline.forms.candidate_requests import AnswerForm
from pipeline.models import CandidateRequest


@require_POST
@needs("requests.answer")
def answer(request, pk):
    """Answer; it is mailed, and stands on their page."""
    found = CandidateRequest.objects.visible_to(request.user).select_related(
        "application__candidate", "application__opening"
    )
    row = get_object_or_404(found, pk=pk)
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors.get("answer", ["Write an answer."]))
        answer_request(row, by=request.user, answer=form.cleaned_data["answer"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Answered. It is mailed to them, and stands on their page.")
    return redirect("pipeline:application", row.application_id)
