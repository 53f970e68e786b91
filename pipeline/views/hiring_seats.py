"""The numbered seats of an opening."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from config.accounts.guards import needs
from pipeline.blind.hiding import show_blind
from pipeline.forms.hiring_seats import HiringSeatForm
from pipeline.forms.posted import posted
from pipeline.hiring_seats import edit_seat
from pipeline.models import HiringSeat
from pipeline.views.openings import find_opening


@require_safe
@needs("openings.view")
def hiring_seats(request, pk):
    opening = find_opening(request, pk)
    seats = list(opening.hiring_seats.select_related("application__candidate"))
    show_blind([seat.application for seat in seats if seat.application], request.user)
    context = {"opening": opening, "tab": "settings", "seats": seats}
    return render(request, "pipeline/hiring_seats.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("openings.edit")
def edit_hiring_seat(request, pk, number):
    opening = find_opening(request, pk)
    seats = opening.hiring_seats.select_related("opening", "application__candidate")
    seat = get_object_or_404(seats, number=number)
    show_blind([seat.application] if seat.application else [], request.user)
    form = HiringSeatForm(posted(request), seat=seat)
    if form.is_valid():
        try:
            edit_seat(seat, by=request.user, **form.cleaned_data)
        except HiringSeat.DoesNotExist:
            raise Http404 from None
        messages.success(request, f"Seat {seat.number} is saved.")
        return redirect("pipeline:hiring_seats", pk)
    context = {"opening": opening, "tab": "settings", "seat": seat, "form": form}
    status = 422 if form.errors else 200
    return render(request, "pipeline/hiring_seat.html", context, status=status)
