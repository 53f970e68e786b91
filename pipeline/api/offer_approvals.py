"""API: who approves an offer, and the word of whoever is asked."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiView, NoBody, validated, version_of
from pipeline.api.offers import TermsBody, visible_offers
from pipeline.forms.offer_words import WORDS
from pipeline.models import OfferApproval
from pipeline.models.offer_rules import OfferDecision
from pipeline.offering.approving import ask_for_approval, decide_approval, missing_steps
from pipeline.offering.chains import name_of
from pipeline.offering.evidence import evidence_for
from pipeline.offering.finding import find_approval
from pipeline.offering.waiting import approvals_waiting_for


class OfferApprovalBody(serializers.ModelSerializer):
    """What was asked of one step and what it said; `version` is the number of the terms."""

    version = serializers.IntegerField(source="version.number")

    class Meta:
        model = OfferApproval
        fields = [
            "id",
            "position",
            "person",
            "role",
            "is_for_outside",
            "decision",
            "note",
            "version",
            "asked_at",
            "decided_at",
            "decided_by",
            "evidence",
        ]


class OfferApprovalsBody(serializers.Serializer):
    """`missing` are the steps whose approval the present terms still need, in order."""

    approvals = OfferApprovalBody(many=True)
    missing = serializers.ListField(child=serializers.CharField())


class AskedApprovalBody(OfferApprovalBody):
    """With what is to be decided on: the terms, and where they stand."""

    offer = serializers.UUIDField(source="offer_id")
    terms = serializers.SerializerMethodField()

    class Meta(OfferApprovalBody.Meta):
        fields = [*OfferApprovalBody.Meta.fields, "offer", "terms"]

    def get_terms(self, approval) -> TermsBody:
        return TermsBody(approval.offer.terms).data

    def to_representation(self, approval):
        """What is shown now, until the word is given; then what was shown."""
        shown = super().to_representation(approval)
        if approval.decision == OfferDecision.ASKED:
            shown["evidence"] = evidence_for(approval.offer)
        return shown


class OfferWordBody(serializers.Serializer):
    decision = serializers.ChoiceField(WORDS)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class OfferApprovals(ApiView):
    """The approvals of one offer, those that no longer count included."""

    actions = {"GET": "offers.view", "POST": "offers.edit"}

    @extend_schema(responses=OfferApprovalsBody)
    def get(self, request, pk):
        return _answer(get_object_or_404(visible_offers(request), pk=pk))

    @extend_schema(request=NoBody, responses=OfferApprovalsBody)
    @idempotent
    def post(self, request, pk):
        """Ask the first step that has not approved; If-Match names the version that was read."""
        offer = get_object_or_404(visible_offers(request), pk=pk)
        ask_for_approval(offer, by=request.user, version=version_of(request))
        return _answer(offer)


class OwnOfferApprovals(ApiView):
    """The offers that wait for the word of the token's person."""

    actions = {"GET": "offers.approve"}

    @extend_schema(responses=AskedApprovalBody(many=True))
    def get(self, request):
        rows = list(approvals_waiting_for(request.user))
        return Response(AskedApprovalBody(rows, many=True).data)


class OneOfferApproval(ApiView):
    """One approval that is asked of the token's person, or was given by them."""

    actions = {"GET": "offers.approve"}

    @extend_schema(responses=AskedApprovalBody)
    def get(self, request, pk):
        return _one(find_approval(request.user, pk))


class OfferWord(ApiView):
    """The word of the token's person."""

    actions = {"POST": "offers.approve"}

    @extend_schema(request=OfferWordBody, responses=AskedApprovalBody)
    @idempotent
    def post(self, request, pk):
        """Approve or decline; If-Match names the version of the offer that was read."""
        word = validated(OfferWordBody, request)
        row = find_approval(request.user, pk)
        decide_approval(row, by=request.user, version=version_of(request), **word)
        return _one(find_approval(request.user, pk))


def _answer(offer):
    rows = offer.approvals.select_related("version").order_by("asked_at", "id")
    missing = [name_of(step) for step in missing_steps(offer)] if offer.terms else []
    return Response(OfferApprovalsBody({"approvals": rows, "missing": missing}).data)


def _one(row):
    headers = {"ETag": f'"{row.offer.version}"'}
    return Response(AskedApprovalBody(row).data, headers=headers)
