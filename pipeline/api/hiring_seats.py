"""API: the numbered seats of an opening."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView, validated
from pipeline.api.openings import visible_openings
from pipeline.hiring_seats import edit_seat
from pipeline.models import HiringSeat


class HiringSeatBody(serializers.ModelSerializer):
    """One place; `application` is who took it, null while it is free."""

    class Meta:
        model = HiringSeat
        fields = ["number", "application", "filled_at", "starts_on", "note"]
        read_only_fields = ["number", "application", "filled_at"]


class HiringSeats(ApiView):
    """The seats of an opening by number: as many as its headcount, which adds and removes them."""

    actions = {"GET": "openings.view"}

    @extend_schema(responses=HiringSeatBody(many=True))
    def get(self, request, pk):
        opening = get_object_or_404(visible_openings(request), pk=pk)
        return Response(HiringSeatBody(opening.hiring_seats.all(), many=True).data)


class OneHiringSeat(ApiView):
    """One seat of an opening."""

    actions = {"PATCH": "openings.edit"}

    @extend_schema(request=HiringSeatBody(partial=True), responses=HiringSeatBody)
    def patch(self, request, pk, number):
        """Say from when the place is to be filled, and what for."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        seat = get_object_or_404(opening.hiring_seats.select_related("opening"), number=number)
        now = {"starts_on": seat.starts_on, "note": seat.note}
        said = {**now, **validated(HiringSeatBody, request, partial=True)}
        return Response(HiringSeatBody(edit_seat(seat, by=request.user, **said)).data)
