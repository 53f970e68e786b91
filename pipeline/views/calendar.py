"""The company's calendar: its country's holidays and its own days off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from config.accounts.guards import needs
from pipeline.forms.calendar import CalendarForm, DayOffForm
from pipeline.models import DayOff
from pipeline.views.undoing import offer_undo
from pipeline.work_queue.company_calendar import ahead, set_calendar
from pipeline.work_queue.days_off import add_day_off, delete_day_off


@require_http_methods(["GET", "HEAD", "POST"])
@needs("calendar.edit")
def calendar(request):
    company = request.company
    form = CalendarForm(request.POST or None, initial=_settings(company))
    if request.method == "POST" and form.is_valid():
        try:
            set_calendar(company, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The calendar is saved.")
            return redirect("pipeline:calendar")
    return _show(request, form, DayOffForm())


@require_POST
@needs("calendar.edit")
def add_day(request):
    form = DayOffForm(request.POST)
    if form.is_valid():
        try:
            row = add_day_off(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{row} is in the calendar.")
            return redirect("pipeline:calendar")
    return _show(request, CalendarForm(initial=_settings(request.company)), form)


@require_POST
@needs("calendar.edit")
def delete_day(request, pk):
    row = get_object_or_404(DayOff, pk=pk)
    delete_day_off(row, by=request.user)
    said = {"day": row.day.isoformat(), "name": row.name}
    if row.is_worked:
        said["is_worked"] = "on"
    offer_undo(request, f"{row} is out of the calendar.", "pipeline:restore_day_off", query=said)
    return redirect("pipeline:calendar")


@require_POST
@needs("calendar.edit")
def restore_day(request):
    """Put back what was deleted; the address says what it was."""
    form = DayOffForm(request.GET)
    try:
        row = form.is_valid() and add_day_off(by=request.user, **form.cleaned_data)
    except ValidationError:
        row = None
    if row:
        messages.success(request, f"{row} is in the calendar again.")
    else:
        messages.error(request, "This day cannot be put back.")
    return redirect("pipeline:calendar")


def _settings(company) -> dict:
    return {
        "country": company.holiday_country,
        "region": company.holiday_region,
        "counts_business_days": company.counts_business_days,
    }


def _show(request, form, day_form):
    context = {
        "form": form,
        "day_form": day_form,
        "days": DayOff.objects.all(),
        "holidays": ahead(request.company),
    }
    status = 422 if form.errors or day_form.errors else 200
    return render(request, "pipeline/calendar.html", context, status=status)
