"""API: offers, their versions and their answers."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated, version_of
from pipeline import offers
from pipeline.api.closing_briefs import MissingPartsBody
from pipeline.api.moves import managed
from pipeline.models import Offer, OfferVersion


class TermsBody(serializers.ModelSerializer):
    """Amounts are in minor units; base and bonus are yearly, equity is the whole grant."""

    class Meta:
        model = OfferVersion
        fields = [
            "number",
            "base",
            "bonus",
            "equity",
            "equity_years",
            "currency",
            "starts_on",
            "expires_on",
            "note",
        ]
        read_only_fields = ["number"]


class OfferBody(serializers.ModelSerializer):
    versions = TermsBody(many=True, read_only=True)

    class Meta:
        model = Offer
        fields = [
            "id",
            "application",
            "status",
            "version",
            "extended_at",
            "closed_at",
            "decline_reason",
            "versions",
        ]


class DeclineBody(serializers.Serializer):
    reason = serializers.CharField()


class ExtendBody(serializers.Serializer):
    closing_brief = MissingPartsBody(required=False, source="brief")


class Offers(ApiList):
    """Offers that the token's person may see, the newest first."""

    actions = {"GET": "offers.view"}
    serializer_class = OfferBody

    def get_queryset(self):
        return visible_offers(self.request)


class ApplicationOffers(ApiView):
    """The offers of one application."""

    actions = {"POST": "offers.edit"}

    @extend_schema(request=TermsBody, responses={201: OfferBody})
    @idempotent
    def post(self, request, pk):
        """Draft an offer; nothing is sent."""
        application = managed(request, pk)
        terms = validated(TermsBody, request)
        return answer(offers.draft_offer(application, by=request.user, **terms), status=201)


class OneOffer(ApiView):
    """One offer with all its versions."""

    actions = {"GET": "offers.view", "PATCH": "offers.edit"}

    @extend_schema(responses=OfferBody)
    def get(self, request, pk):
        return answer(get_object_or_404(visible_offers(request), pk=pk))

    @extend_schema(request=TermsBody, responses=OfferBody)
    def patch(self, request, pk):
        """Give a draft new terms, as a further version; all of them are sent."""
        offer = get_object_or_404(visible_offers(request), pk=pk)
        terms = validated(TermsBody, request)
        version = version_of(request)
        return answer(offers.revise_offer(offer, by=request.user, version=version, **terms))


class OfferStep(ApiView):
    """A step of one offer; If-Match names the version that was read."""

    actions = {"POST": "offers.edit"}
    step = None
    body = NoBody

    def take(self, request, pk):
        offer = get_object_or_404(visible_offers(request), pk=pk)
        fields = validated(self.body, request)
        step = getattr(offers, self.step)
        return answer(step(offer, by=request.user, version=version_of(request), **fields))


class Extend(OfferStep):
    step = "extend_offer"
    body = ExtendBody

    @extend_schema(request=ExtendBody, responses=OfferBody)
    @idempotent
    def post(self, request, pk):
        """Send a draft to its candidate, which stops the clock.

        Parts of the closing brief that are still missing can be given with it; where any of the
        five is missing then, the answer names it and nothing is sent.
        """
        return self.take(request, pk)


class Accept(OfferStep):
    step = "accept_offer"

    @extend_schema(request=NoBody, responses=OfferBody)
    @idempotent
    def post(self, request, pk):
        """Note that the candidate accepted: they are hired."""
        return self.take(request, pk)


class Decline(OfferStep):
    step = "decline_offer"
    body = DeclineBody

    @extend_schema(request=DeclineBody, responses=OfferBody)
    @idempotent
    def post(self, request, pk):
        """Note that the candidate declined, and why."""
        return self.take(request, pk)


class TakeBack(OfferStep):
    step = "take_back_offer"

    @extend_schema(request=NoBody, responses=OfferBody)
    @idempotent
    def post(self, request, pk):
        """Close an offer from our side."""
        return self.take(request, pk)


def visible_offers(request):
    offers_seen = Offer.objects.visible_to(request.user).select_related("application__opening")
    return offers_seen.prefetch_related("versions")


def answer(offer, status=200):
    """The offer as a response that carries its version."""
    headers = {"ETag": f'"{offer.version}"'}
    fresh = Offer.objects.prefetch_related("versions").get(pk=offer.pk)
    return Response(OfferBody(fresh).data, status=status, headers=headers)
