"""The page of an application, and when its clock began."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from pipeline.application_page import page_of
from pipeline.first_contact import correct_first_contact
from pipeline.first_contact import record_reply as note_reply
from pipeline.forms.holds import FirstContactForm, ReplyForm
from pipeline.forms.posted import posted
from pipeline.models import Application


@require_safe
@needs("candidates.view")
def application(request, pk):
    """The candidate in this opening: clock, timeline, documents, and what other rooms know."""
    return show_application(
        request, find(request, Application.objects.visible_to(request.user), pk)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def record_reply(request, pk):
    """The first reply of somebody we wrote to: it may start the clock."""
    row = managed_application(request, pk)
    form = ReplyForm(posted(request), company=request.company)
    return _set_moment(request, row, form, note_reply, "The clock runs.", "reply")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("candidates.edit")
def first_contact(request, pk):
    """Putting first contact right."""
    row = managed_application(request, pk)
    form = FirstContactForm(
        posted(request), company=request.company, initial={"at": row.first_contact_at}
    )
    return _set_moment(request, row, form, correct_first_contact, "Saved.", "first_contact")


def _set_moment(request, row, form, change, sentence, page):
    if request.method == "POST" and form.is_valid():
        try:
            change(row, by=request.user, at=form.cleaned_data["at"])
        except ValidationError as error:
            form.add_error("at", error)
        else:
            messages.success(request, sentence)
            return redirect("pipeline:application", row.pk)
    context = {"application": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, f"pipeline/application_{page}.html", context, status=status)


def show_application(request, row, *, status=200, **forms):
    """Render the page; `forms` are those that were refused, with what was typed."""
    context = page_of(row, request.user, request.company) | forms
    return render(request, "pipeline/application.html", context, status=status)


def managed_application(request, pk) -> Application:
    """Return the application if this person may change it; else the answer is 404."""
    return find(request, Application.objects.managed_by(request.user), pk)


def find(request, applications, pk) -> Application:
    rows = applications.with_team_member(request.user)
    return get_object_or_404(rows.select_related("candidate", "opening", "stage"), pk=pk)
