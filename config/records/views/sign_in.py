"""Signing in and out, on the company's own host."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.forms.sign_in import SignInForm
from config.accounts.guards import public_page
from config.accounts.sign_in import TooManyFailures, find_person
from config.accounts.ways_back import way_back
from config.records.audit import acting

WRONG = "This email and this password do not belong together."
TOO_MANY = "That went wrong too often. Wait a quarter of an hour, then try again."


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def sign_in(request):
    """Say the same of an unknown address as of a wrong password."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = find_person(request, **form.cleaned_data)
        except TooManyFailures:
            return _refuse(request, form)
        if user is not None:
            with acting(user):
                login(request, user)
            return HttpResponseRedirect(_next(request))
        form.add_error(None, WRONG)
    return _page(request, form, status=422 if form.errors else 200)


@require_POST
@public_page
def sign_out(request):
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _refuse(request, form):
    form.add_error(None, TOO_MANY)
    response = _page(request, form, status=429)
    response["Retry-After"] = "900"
    return response


def _page(request, form, status):
    context = {"form": form, "next": way_back(request)}
    return render(request, "accounts/sign_in.html", context, status=status)


def _next(request):
    """Return where to go: `next` where it stays on this host, else the start."""
    return way_back(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
