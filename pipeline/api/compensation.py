"""API: what an offer comes to in a year."""

from django.db import connection
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView
from pipeline.api.offers import visible_offers
from pipeline.offering.bands import day_of
from pipeline.offering.compensation import add_up
from pipeline.offering.rates import convert, rates_by
from pipeline.offering.terms import package_of
from pipeline.offers import IllegalOffer


class YearsBody(serializers.Serializer):
    """Totals in minor units of `currency`; null where no rate is known."""

    currency = serializers.CharField()
    first_year = serializers.IntegerField(allow_null=True)
    average_year = serializers.IntegerField(allow_null=True)


class CompensationBody(YearsBody):
    """Parts are in minor units of the offer's currency. `rate` says by which rows of the table
    the amounts in `home`, the company's currency, were turned."""

    cash = serializers.IntegerField()
    equity_first_year = serializers.IntegerField()
    equity_a_year = serializers.IntegerField()
    sign_on = serializers.IntegerField()
    sign_on_a_year = serializers.IntegerField()
    years = serializers.IntegerField()
    home = YearsBody()
    rate = serializers.CharField(allow_blank=True)


class OfferCompensation(ApiView):
    """The total compensation of one offer, in its first year and in an average one."""

    actions = {"GET": "offers.view"}

    @extend_schema(responses=CompensationBody)
    def get(self, request, pk):
        offer = get_object_or_404(visible_offers(request), pk=pk)
        if offer.terms is None:
            raise IllegalOffer("The terms of this offer are not known: it came with an import.")
        return Response(CompensationBody(_read(offer.terms)).data)


def _read(terms) -> dict:
    totals, home = add_up(package_of(terms)), connection.tenant.currency
    day = day_of(terms)
    used = rates_by(day).find(terms.currency, home, day)
    years = {"first_year": totals.first_year, "average_year": totals.average_year}
    turned = {
        name: convert(minor, terms.currency, home, used) if used else None
        for name, minor in years.items()
    }
    return {
        **vars(totals),
        **years,
        "currency": terms.currency,
        "home": {"currency": home, **turned},
        "rate": used.words if used else "",
    }
