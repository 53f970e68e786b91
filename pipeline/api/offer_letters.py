"""API: the templates of offer letters, and what an offer comes to."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiView, validated
from pipeline.api.offers import visible_offers
from pipeline.models import LetterTemplate
from pipeline.offering.letters import (
    LONGEST,
    letters_of,
    remove_template,
    write_template,
)


class LetterBody(serializers.ModelSerializer):
    """The words of a letter, in Markdown with merge fields. One letter is the usual one."""

    name = serializers.CharField(max_length=120)
    text = serializers.CharField(max_length=LONGEST, trim_whitespace=False)

    class Meta:
        model = LetterTemplate
        fields = ["id", "name", "text", "is_default", "updated_at"]


class WrittenLetterBody(serializers.Serializer):
    """A letter as it was written: `file` is read at /files/{file}/ by a person signed in."""

    version = serializers.IntegerField(source="version.number")
    file = serializers.UUIDField(source="file_id")
    sha256 = serializers.CharField(source="file.sha256")
    size_bytes = serializers.IntegerField(source="file.size_bytes")
    created_at = serializers.DateTimeField()


class Letters(ApiView):
    """The templates of offer letters, by name."""

    actions = {"GET": "offers.set_up", "POST": "offers.set_up"}

    @extend_schema(responses=LetterBody(many=True))
    def get(self, request):
        return Response(LetterBody(LetterTemplate.objects.all(), many=True).data)

    @extend_schema(request=LetterBody, responses={201: LetterBody})
    @idempotent
    def post(self, request):
        """Write a further letter."""
        words = validated(LetterBody, request)
        row = write_template(LetterTemplate(), by=request.user, **words)
        return Response(LetterBody(row).data, status=201)


class OneLetter(ApiView):
    """One template."""

    actions = {"GET": "offers.set_up", "PUT": "offers.set_up", "DELETE": "offers.set_up"}

    @extend_schema(responses=LetterBody)
    def get(self, request, pk):
        return Response(LetterBody(_letter(pk)).data)

    @extend_schema(request=LetterBody, responses=LetterBody)
    def put(self, request, pk):
        """Give it other words; `is_default` makes it the usual one."""
        words = validated(LetterBody, request)
        return Response(LetterBody(write_template(_letter(pk), by=request.user, **words)).data)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        """Remove it; letters that were written with it stay."""
        remove_template(_letter(pk), by=request.user)
        return Response(status=204)


class OfferLetters(ApiView):
    """The letters that were written for one offer, the latest first."""

    actions = {"GET": "offers.view"}

    @extend_schema(responses=WrittenLetterBody(many=True))
    def get(self, request, pk):
        offer = get_object_or_404(visible_offers(request), pk=pk)
        return Response(WrittenLetterBody(letters_of(offer), many=True).data)


def _letter(pk):
    return get_object_or_404(LetterTemplate, pk=pk)
