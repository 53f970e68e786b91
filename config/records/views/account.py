"""One's own account: details and password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.accounts.forms.passwords import ChangePasswordForm
from config.accounts.guards import needs
from config.records.forms.account import AccountForm
from config.records.people import change_password as set_password
from config.records.people import change_person


@require_http_methods(["GET", "HEAD", "POST"])
@needs("account.own")
def account(request):
    user = request.user
    form = AccountForm(
        request.POST or None, initial={"name": user.name, "time_zone": user.time_zone}
    )
    if request.method == "POST" and form.is_valid():
        change_person(user, by=user, **form.cleaned_data)
        messages.success(request, "Your account is saved.")
        return redirect("accounts:account")
    return render(
        request, "accounts/account.html", {"form": form}, status=422 if form.errors else 200
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs("account.own")
def change_password(request):
    """Other sessions of this person end; this one goes on."""
    form = ChangePasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        user = set_password(request.user, by=request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, user)
        messages.success(request, "Your password is changed. Other sessions of yours have ended.")
        return redirect("accounts:account")
    return render(
        request, "accounts/change_password.html", {"form": form}, status=422 if form.errors else 200
    )
