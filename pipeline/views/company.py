"""The company: what can be set up, and its settings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from config.records.company_settings import change_company
from config.tenancy.rights import COMPANY_SETTINGS
from pipeline.careers.roles import public_places
from pipeline.checklist import checklist
from pipeline.forms.company import CompanyForm


@require_safe
@needs("company.view")
def company(request):
    context = {
        "checklist": checklist(request.company, request.user),
        "careers_addresses": public_places(request.company),
    }
    return render(request, "accounts/company.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("company.edit")
def edit_company(request):
    initial = {name: getattr(request.company, name) for name in COMPANY_SETTINGS}
    form = CompanyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_company(request.company, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The settings are saved.")
            return redirect("accounts:company")
    return render(
        request, "accounts/edit_company.html", {"form": form}, status=422 if form.errors else 200
    )
