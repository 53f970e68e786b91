"""A new password for who has lost theirs."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.forms.passwords import PersonsPasswordForm
from config.accounts.forms.sign_in import EmailForm
from config.accounts.guards import needs, public_page
from config.accounts.models import User
from config.records.audit import acting
from pipeline.password_links import find_person_of, mail_link, mail_link_to, replace_password


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def ask_for_link(request):
    """Whether there is anybody of this address, the answer does not tell."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mail_link_to(request.company, form.cleaned_data["email"])
        return render(request, "accounts/link_mailed.html", form.cleaned_data)
    status = 422 if form.errors else 200
    return render(request, "accounts/lost_password.html", {"form": form}, status=status)


@require_POST
@needs("people.edit")
def send_to(request, pk):
    person = get_object_or_404(User.objects.active(), pk=pk)
    mail_link(request.company, person, by=request.user)
    messages.success(request, f"A link for a new password is on its way to {person.email}.")
    return redirect("accounts:person", pk=pk)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def choose(request, token):
    person = find_person_of(request.company, token)
    if person is None:
        return render(request, "accounts/link_over.html", status=410)
    form = PersonsPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        person = replace_password(request.company, token, password=form.cleaned_data["password"])
        if person is None:
            return render(request, "accounts/link_over.html", status=410)
        with acting(person):
            login(request, person)
        return redirect("/")
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "accounts/choose_password.html", context, status=status)
