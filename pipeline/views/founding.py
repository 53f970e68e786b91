"""The public host: what this is, the way to one's company, and founding one."""

from csp.decorators import csp_update
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.addresses import address_of
from config.accounts.guards import public_page
from config.tenancy.models import Company
from config.tenancy.slugs import suggest_slug
from pipeline.forms.founding import FindCompanyForm, SignUpForm
from pipeline.founding import found_company
from pipeline.founding_pace import may_found
from pipeline.strips import Run, draw

COMPANIES = f"{settings.PUBLIC_SCHEME}://*.{settings.BASE_DOMAIN}{settings.PUBLIC_PORT_SUFFIX}"
"""Browsers follow a form's redirect only to hosts that the page's policy names."""

SAMPLE_STRIP = draw(
    (
        Run("inbox", 1, 1, is_held=False),
        Run("screen", 2, 2, is_held=False),
        Run("technical", 4, 3, is_held=False),
        Run("take_home", 7, 3, is_held=False),
        Run("final", 10, 2, is_held=False),
    ),
    day=11,
    days=14,
    outcome="running",
)

TOO_FAST = "Too many companies were founded in the last hour. Try again later."


@csp_update({"form-action": [COMPANIES]})
@require_safe
@public_page
def landing(request):
    """Say what Fortnight is; with `company` in the address, lead there."""
    form = FindCompanyForm(request.GET if "company" in request.GET else None)
    if form.is_bound and form.is_valid():
        slug = form.cleaned_data["company"].lower().removesuffix(f".{settings.BASE_DOMAIN}")
        company = Company.objects.filter(slug=slug).first()
        if company is not None:
            return HttpResponseRedirect(company.address("/sign-in/"))
        form.add_error("company", "No company has this address. Is it spelt right?")
    return _page(request, "public/landing.html", form)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def sign_up(request):
    if not settings.SIGNUP_OPEN:
        return render(request, "public/sign_up_closed.html", status=404)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_found(address_of(request)):
            form.add_error(None, TOO_FAST)
            return _page(request, "public/sign_up.html", form, status=429)
        try:
            company = found_company(**form.company())
        except ValidationError as error:
            form.add_error(None, _with_suggestion(error, form))
        else:
            context = {
                "founded": company,
                "address": company.address(),
                "sign_in_address": company.address("/sign-in/"),
            }
            return render(request, "public/founded.html", context, status=201)
    return _page(request, "public/sign_up.html", form)


def _page(request, template, form, status=None):
    context = {
        "form": form,
        "is_open": settings.SIGNUP_OPEN,
        "strip": SAMPLE_STRIP,
    }
    return render(request, template, context, status=status or (422 if form.errors else 200))


def _with_suggestion(error, form):
    """Where the address is taken, add one that is free."""
    if "slug" in error.message_dict:
        free = suggest_slug(form.cleaned_data["name"])
        if free:
            return ValidationError({"slug": [*error.message_dict["slug"], f"“{free}” is free."]})
    return error
