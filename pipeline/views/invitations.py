"""Inviting colleagues, and taking an invitation up."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs, public_page
from config.accounts.models import Invitation
from config.records.audit import acting
from pipeline.forms.people import AcceptForm, InviteForm
from pipeline.invitations import (
    accept_invitation,
    find_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("people.edit")
def invite_person(request):
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(request.company, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"An invitation to {invitation.email} is on its way.")
            return redirect("accounts:people")
    return render(
        request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200
    )


@require_POST
@needs("people.edit")
def resend(request, pk):
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        resend_invitation(request.company, invitation, by=request.user)
    except Invitation.DoesNotExist:
        messages.error(request, _too_late(invitation))
    else:
        messages.success(request, f"A new invitation to {invitation.email} is on its way.")
    return redirect("accounts:people")


@require_POST
@needs("people.edit")
def withdraw(request, pk):
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        withdraw_invitation(invitation, by=request.user)
    except Invitation.DoesNotExist:
        messages.error(request, _too_late(invitation))
    else:
        messages.success(request, f"The invitation to {invitation.email} no longer works.")
    return redirect("accounts:people")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def accept(request, token):
    """The link in the mail is the proof of who this is: with a password set, they are in."""
    invitation = find_invitation(request.company, token)
    if invitation is None:
        return _over(request)
    form = AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(invitation, password=form.cleaned_data["password"])
        except Invitation.DoesNotExist:
            return _over(request)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            with acting(user):
                login(request, user)
            return redirect("/")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/accept.html", context, status=422 if form.errors else 200)


def _too_late(invitation):
    return f"The invitation to {invitation.email} was taken up or withdrawn meanwhile."


def _over(request):
    """The same page for a link that is used, withdrawn, expired, forged or another company's."""
    return render(request, "accounts/invitation_over.html", status=410)
