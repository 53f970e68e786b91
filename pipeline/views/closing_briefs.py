"""Writing the closing brief of an application."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from config.accounts.guards import needs
from pipeline.blind.reading import refuse_hidden
from pipeline.closing_briefs import IllegalBrief, brief_of, last_brief, write_brief
from pipeline.forms.closing_briefs import ClosingBriefForm
from pipeline.forms.posted import posted
from pipeline.models import Application


@require_http_methods(["GET", "HEAD", "POST"])
@needs("offers.edit")
def closing_brief(request, pk):
    """Write the five parts; “?start=last” begins with what the last brief of the opening says."""
    managed = Application.objects.managed_by(request.user)
    application = get_object_or_404(managed.select_related("candidate", "opening"), pk=pk)
    refuse_hidden(application.candidate)
    last = last_brief(application)
    start = last if request.GET.get("start") == "last" else None
    form = ClosingBriefForm(posted(request), brief=brief_of(application), last=start)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            brief = write_brief(application, by=request.user, parts=form.parts(), seen=seen)
        except IllegalBrief as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _say_written(brief))
            return redirect("pipeline:application", application.pk)
    context = {
        "application": application,
        "form": form,
        "last": last,
        "is_started": bool(start),
        "parts": [field for field in form if not field.is_hidden],
    }
    return render(
        request, "pipeline/closing_brief.html", context, status=422 if form.errors else 200
    )


def _say_written(brief):
    count = len(brief.PARTS) - len(brief.missing)
    if count == len(brief.PARTS):
        return "The closing brief is complete."
    return f"The closing brief is saved: {count} of {len(brief.PARTS)} parts."
