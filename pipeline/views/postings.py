"""The job description desk of an opening."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from config.accounts.guards import needs
from pipeline.forms.posted import posted
from pipeline.forms.postings import PostingForm
from pipeline.opening_postings import locate_findings
from pipeline.openings import StaleOpening, edit_opening
from pipeline.views.openings import find_opening


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def posting(request, pk):
    """Write it; “Check” reads what was typed and saves nothing."""
    opening = find_opening(request, pk)
    form = PostingForm(posted(request), opening=opening)
    is_checked = form.is_valid() and "check" in request.POST
    if form.is_valid() and not is_checked:
        try:
            edit_opening(
                opening, by=request.user, version=form.cleaned_data["version"], **form.written()
            )
        except StaleOpening:
            form.add_error(
                None,
                "Somebody else has changed this opening meanwhile. What you typed stands here "
                "still and is not saved: open the page again elsewhere and compare.",
            )
        else:
            messages.success(request, "The job description is saved.")
            return redirect("pipeline:posting", pk)
    return _show_desk(request, opening, form, is_checked)


def _show_desk(request, opening, form, is_checked):
    """The desk with the findings of what the fields say; none where a field cannot be read."""
    if form.is_bound and form.is_valid():
        for name, value in form.written().items():
            setattr(opening, name, value)
    context = {
        "opening": opening,
        "tab": "settings",
        "form": form,
        "is_checked": is_checked,
        "is_read": not form.errors,
        "findings": [] if form.errors else locate_findings(opening),
    }
    status = 422 if form.errors else 200
    return render(request, "pipeline/posting.html", context, status=status)
