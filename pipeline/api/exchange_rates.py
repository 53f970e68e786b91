"""API: the dated table of exchange rates."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated
from pipeline.models import ExchangeRate
from pipeline.offering.rate_table import Rate, import_rates, keep_rate

LONGEST_FILE = 1_000_000


class RateBody(serializers.ModelSerializer):
    """What one unit of `currency` was worth in units of `into` on a day."""

    class Meta:
        model = ExchangeRate
        fields = ["id", "currency", "into", "rate", "day", "source"]
        validators = []


class RatesFileBody(serializers.Serializer):
    csv = serializers.CharField(
        max_length=LONGEST_FILE,
        trim_whitespace=False,
        help_text="Columns day, currency, into, rate, source.",
    )


class RefusedRowBody(serializers.Serializer):
    row = serializers.IntegerField()
    column = serializers.CharField()
    problem = serializers.CharField()


class RatesReportBody(serializers.Serializer):
    """Where a row is refused, nothing is kept. The header is row 1."""

    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = RefusedRowBody(many=True)


class ExchangeRates(ApiList):
    """The rates, the newest row first."""

    actions = {"GET": "offers.set_up", "POST": "offers.set_up"}
    serializer_class = RateBody

    def get_queryset(self):
        return ExchangeRate.objects.all()

    @extend_schema(request=RateBody, responses={200: RateBody, 201: RateBody})
    @idempotent
    def post(self, request):
        """Keep a rate; of a pair and day that is there already it is put right."""
        row, is_new = keep_rate(Rate(**validated(RateBody, request)), by=request.user)
        return Response(RateBody(row).data, status=201 if is_new else 200)


class RatesImport(ApiView):
    """Many rates at once."""

    actions = {"POST": "offers.set_up"}

    @extend_schema(request=RatesFileBody, responses={200: RatesReportBody, 422: RatesReportBody})
    @idempotent
    def post(self, request):
        """Keep the rates of a CSV text: all of them or, where a row is refused, none."""
        report = import_rates(validated(RatesFileBody, request)["csv"], by=request.user)
        status = 422 if report.refused else 200
        return Response(RatesReportBody(report).data, status=status)
