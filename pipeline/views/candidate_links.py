"""Links to a candidate's page, and the day that it promises, as colleagues see to them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from config.accounts.guards import needs
from pipeline.candidate_pages.links import make_link, revoke_link
from pipeline.candidate_pages.mailing_links import mail_link
from pipeline.candidate_pages.promises import set_promise
from pipeline.forms.candidate_requests import PromiseForm
from pipeline.mailing.sending import Unsendable
from pipeline.views.applications import managed_application


@require_POST
@needs("candidates.edit")
def add_link(request, pk):
    make_link(managed_application(request, pk), by=request.user)
    messages.success(request, "A new link stands among the links to their page.")
    return _back(pk)


@require_POST
@needs("candidates.edit")
def mail(request, pk):
    """Mail them the link that stands, or a new one."""
    application = managed_application(request, pk)
    try:
        mail_link(application, by=request.user)
    except Unsendable as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The link to their page is on its way.")
    return _back(pk)


@require_POST
@needs("candidates.edit")
def revoke(request, pk, link_id):
    application = managed_application(request, pk)
    link = get_object_or_404(application.page_links, pk=link_id)
    revoke_link(link, by=request.user)
    messages.success(request, "That link leads nowhere now.")
    return _back(pk)


@require_POST
@needs("candidates.edit")
def promise(request, pk):
    """Name another day by which they hear from us."""
    application = managed_application(request, pk)
    form = PromiseForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors.get("due_on", ["Name a day."]))
        set_promise(application, form.cleaned_data["due_on"], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Their page says so now.")
    return _back(pk)


def _back(pk):
    return redirect("pipeline:application", pk)
