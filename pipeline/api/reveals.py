"""API: asking who a hidden applicant is."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView, validated
from pipeline.api.moves import managed
from pipeline.blind.reveals import LONGEST, reveal
from pipeline.models import Reveal


class RevealBody(serializers.ModelSerializer):
    by = serializers.CharField(source="user.name", read_only=True)
    reason = serializers.CharField(max_length=LONGEST)

    class Meta:
        model = Reveal
        fields = ["by", "reason", "created_at"]
        read_only_fields = ["created_at"]


class RevealApplicant(ApiView):
    """Blind screening: who somebody is, before one's own rating is in."""

    actions = {"POST": "candidates.reveal"}

    @extend_schema(request=RevealBody, responses={201: RevealBody})
    def post(self, request, pk):
        """Ask who an applicant of a blind opening is, with a reason that colleagues can read."""
        application = managed(request, pk)
        made = reveal(application, by=request.user, **validated(RevealBody, request))
        return Response(RevealBody(made).data, status=201)
