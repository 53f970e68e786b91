"""API: referring somebody, and one's own referrals."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, validated
from pipeline.forms.referrals import LONGEST_WORDS
from pipeline.models import Opening, Referral
from pipeline.people.referral_pages import read_own
from pipeline.people.referrals import Introduction, refer


class OwnReferralBody(serializers.Serializer):
    """`standing` is as rough as on the page: “In the process”, “Hired”, “Not going on”."""

    name = serializers.CharField()
    opening = serializers.CharField()
    made_at = serializers.DateTimeField()
    standing = serializers.CharField()

    def to_representation(self, referral):
        return super().to_representation(read_own(referral))


class ReferralBody(serializers.Serializer):
    opening = serializers.SlugField(help_text="The ref of an opening that takes applications.")
    name = serializers.CharField(max_length=160)
    email = serializers.EmailField(max_length=254)
    relation = serializers.CharField(max_length=200)
    words = serializers.CharField(max_length=LONGEST_WORDS)
    agreed = serializers.BooleanField(help_text="They know that their details are passed on.")

    def validate_agreed(self, agreed):
        if not agreed:
            raise ValidationError("Ask them first, please.")
        return agreed


class Referrals(ApiList):
    """One's own referrals, the newest first."""

    actions = {"GET": "referrals.make", "POST": "referrals.make"}
    serializer_class = OwnReferralBody

    def get_queryset(self):
        rows = Referral.objects.filter(by=self.request.user)
        return rows.select_related("application", "application__opening")

    @extend_schema(request=ReferralBody, responses={201: OwnReferralBody})
    @idempotent
    @transaction.atomic
    def post(self, request):
        """Refer somebody; the answer is the same whether or not they are known."""
        fields = validated(ReferralBody, request)
        openings = Opening.objects.taking_applications()
        opening = get_object_or_404(openings, ref=fields.pop("opening"))
        fields.pop("agreed")
        said, rule = Introduction(**fields), request.company.clock_start
        referral = refer(opening, said, by=request.user, rule=rule)
        return Response(OwnReferralBody(referral).data, status=201)
