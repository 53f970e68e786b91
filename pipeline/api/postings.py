"""API: what there is to mend in the job description of an opening."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView
from pipeline.api.openings import visible_openings
from pipeline.opening_postings import findings_of
from pipeline.postings.findings import Severity
from pipeline.postings.posting import SectionKind


class LawBody(serializers.Serializer):
    place = serializers.CharField()
    name = serializers.CharField()
    source = serializers.CharField()
    since = serializers.DateField()


class FindingBody(serializers.Serializer):
    """`start` and `end` are offsets of the quote in its section; null stands for the title."""

    rule = serializers.CharField()
    severity = serializers.ChoiceField([each.value for each in Severity])
    sentence = serializers.CharField()
    mend = serializers.CharField()
    section = serializers.ChoiceField([each.value for each in SectionKind], allow_null=True)
    quote = serializers.CharField(allow_blank=True)
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    laws = LawBody(many=True)


class PostingFindings(ApiView):
    """What blocks comes first, then warnings, then advice."""

    actions = {"GET": "openings.view"}

    @extend_schema(responses=FindingBody(many=True))
    def get(self, request, pk):
        """Read the job description for what is missing, vague, unlawful or unkind."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        return Response(FindingBody(findings_of(opening), many=True).data)
