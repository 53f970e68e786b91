"""What of the framework is due for another look, and who looks after it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.accounts.guards import needs
from pipeline.days import today
from pipeline.forms.stewards import NOBODY, StewardForm, StillRightForm
from pipeline.framework.editing import StaleEntry
from pipeline.stewards import (
    SOON,
    IllegalReview,
    appoint,
    next_review,
    possible_stewards,
    read_reviews,
    still_right,
)


@require_safe
@needs("framework.view")
def reviews(request):
    """Entries past their review date and those that soon will be, list by list."""
    return _show(request)


@require_POST
@needs("framework.edit")
def confirm_entry(request):
    """Note that an entry is still right, until another day."""
    form = StillRightForm(request.POST)
    if not form.is_valid():
        return _show(request, *_errors(form))
    given = form.cleaned_data
    day, row = given["review_by"], given["row"]
    try:
        still_right(given["list"], row, by=request.user, review_by=day, seen=given["seen"])
    except (IllegalReview, StaleEntry) as refusal:
        return _show(request, f"“{row}”: {refusal}")
    messages.success(request, f"Noted. It is to be looked at again by {day.day} {day:%B %Y}.")
    return redirect("pipeline:framework_reviews")


@require_POST
@needs("framework.edit")
def appoint_steward(request):
    """Say who looks after a list."""
    form = StewardForm(request.POST)
    if not form.is_valid():
        return _show(request, *_errors(form))
    entry_list, user = form.cleaned_data["list"], form.cleaned_data["user"]
    appoint(entry_list, user, by=request.user)
    messages.success(request, f"{entry_list.title}: looked after by {user or NOBODY.lower()}.")
    return redirect("pipeline:framework_reviews")


def _show(request, *refusals):
    day = today()
    rows = read_reviews(day)
    is_quiet = not any(row.is_due for row in rows)
    context = {
        "reviews": rows,
        "overdue": sum(len(row.overdue) for row in rows),
        "next_on": next_review(day) if is_quiet else None,
        "is_quiet": is_quiet,
        "soon_days": SOON.days,
        "soon_caption": f"Due in the next {SOON.days} days",
        "in_a_year": _a_year_after(day),
        "people": possible_stewards() if request.user.can("framework.edit") else [],
        "nobody": NOBODY,
        "refusals": refusals,
    }
    status = 422 if refusals else 200
    return render(request, "pipeline/framework/reviews.html", context, status=status)


def _a_year_after(day):
    """The same day a year on; 28 February after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _errors(form):
    return [
        message
        if name == "__all__"
        else f"{form.fields[name].label or name.capitalize()}: {message}"
        for name, messages_of in form.errors.items()
        for message in messages_of
    ]
