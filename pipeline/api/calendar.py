"""API: the company's calendar, by which stage targets and reminders count."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiView, validated
from pipeline.models import DayOff
from pipeline.work_queue.company_calendar import set_calendar
from pipeline.work_queue.days_off import add_day_off, delete_day_off


class CalendarBody(serializers.Serializer):
    """Country and region as the `holidays` library names them: "DE" and "BY"."""

    country = serializers.CharField(max_length=2, allow_blank=True)
    region = serializers.CharField(max_length=60, allow_blank=True, required=False, default="")
    counts_business_days = serializers.BooleanField()


class DayOffBody(serializers.ModelSerializer):
    """A day of the company's own: off, or one on which work `is_worked` in spite of a holiday."""

    class Meta:
        model = DayOff
        fields = ["id", "day", "name", "is_worked"]
        extra_kwargs = {"day": {"validators": []}}


class CompanyCalendar(ApiView):
    """By what calendar the company counts business days."""

    actions = {"GET": "calendar.edit", "PUT": "calendar.edit"}

    @extend_schema(responses=CalendarBody)
    def get(self, request):
        return Response(_said(request.company))

    @extend_schema(request=CalendarBody, responses=CalendarBody)
    def put(self, request):
        said = validated(CalendarBody, request)
        return Response(_said(set_calendar(request.company, by=request.user, **said)))


class DaysOff(ApiView):
    """The company's own days, the earliest first."""

    actions = {"GET": "calendar.edit", "POST": "calendar.edit"}

    @extend_schema(responses=DayOffBody(many=True))
    def get(self, request):
        return Response(DayOffBody(DayOff.objects.all(), many=True).data)

    @extend_schema(request=DayOffBody, responses={201: DayOffBody})
    @idempotent
    def post(self, request):
        row = add_day_off(by=request.user, **validated(DayOffBody, request))
        return Response(DayOffBody(row).data, status=201)


class OneDayOff(ApiView):
    """One of the company's own days."""

    actions = {"DELETE": "calendar.edit"}

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        delete_day_off(get_object_or_404(DayOff, pk=pk), by=request.user)
        return Response(status=204)


def _said(company):
    return {
        "country": company.holiday_country,
        "region": company.holiday_region,
        "counts_business_days": company.counts_business_days,
    }
