"""API: what a candidate is told about the work before an offer goes out."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView, validated
from pipeline.api.moves import managed
from pipeline.blind.reading import refuse_hidden
from pipeline.closing_briefs import LONGEST_PART, brief_of, stamp_of, write_brief
from pipeline.models import ClosingBrief


class ClosingBriefBody(serializers.ModelSerializer):
    """Five parts; `missing` names those that nothing is said of."""

    missing = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = ClosingBrief
        fields = ["application", *ClosingBrief.PARTS, "missing", "updated_at"]
        read_only_fields = ["application", "updated_at"]
        extra_kwargs = {
            part: {"required": True, "max_length": LONGEST_PART} for part in ClosingBrief.PARTS
        }


class MissingPartsBody(serializers.ModelSerializer):
    """Parts of the brief to write as the offer goes out; those left out stay as they are."""

    class Meta:
        model = ClosingBrief
        fields = list(ClosingBrief.PARTS)
        extra_kwargs = {
            part: {"allow_blank": False, "max_length": LONGEST_PART} for part in ClosingBrief.PARTS
        }


class ApplicationClosingBrief(ApiView):
    """The closing brief of one application; blank where nothing is written."""

    actions = {"GET": "offers.view", "PUT": "offers.edit"}

    @extend_schema(responses=ClosingBriefBody)
    def get(self, request, pk):
        return answer(brief_of(named(request, pk)))

    @extend_schema(request=ClosingBriefBody, responses=ClosingBriefBody)
    def put(self, request, pk):
        """Write all five parts; a blank one is still to be written.

        If-Match names the brief that was read, by its ETag.
        """
        application = named(request, pk)
        parts = validated(ClosingBriefBody, request)
        seen = _stamp_in(request)
        return answer(write_brief(application, by=request.user, parts=parts, seen=seen))


def named(request, pk):
    """The application; refused while who it is stays hidden from the token's person."""
    application = managed(request, pk)
    refuse_hidden(application.candidate)
    return application


def answer(brief):
    """The brief as a response that carries its stamp; that of an unwritten one is empty."""
    headers = {"ETag": f'"{stamp_of(brief)}"'}
    return Response(ClosingBriefBody(brief).data, headers=headers)


def _stamp_in(request) -> str | None:
    """The stamp that If-Match names, or None where the header is absent."""
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        return None
    return header.removeprefix("W/").strip('"')
