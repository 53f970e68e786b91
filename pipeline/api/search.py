"""API: finding people by anything that is written about them."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView
from pipeline.search.searching import search


class FoundApplicationBody(serializers.Serializer):
    id = serializers.UUIDField()
    opening = serializers.CharField(source="opening.title")
    stage = serializers.CharField(source="stage.name")
    state = serializers.CharField()


class PartBody(serializers.Serializer):
    """A part of a text; `is_marked` is what was looked for."""

    text = serializers.CharField()
    is_marked = serializers.BooleanField()


class FoundTextBody(serializers.Serializer):
    """A kind of text by which somebody was found, and the stretch of it."""

    kind = serializers.CharField(source="scope.value")
    parts = PartBody(many=True)


class FoundBody(serializers.Serializer):
    id = serializers.UUIDField(source="candidate.pk")
    name = serializers.CharField(source="candidate.name")
    found_in = FoundTextBody(source="shown", many=True)
    applications = FoundApplicationBody(many=True)


class LikenedBody(serializers.Serializer):
    """A word that was perhaps mistyped, and those that were looked for beside it."""

    typed = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())


class AnswerBody(serializers.Serializer):
    """`more` is sent back as `after`; it is blank where there is no more."""

    results = FoundBody(source="hits", many=True)
    also_searched = LikenedBody(source="likened", many=True)
    more = serializers.CharField(allow_blank=True)


class Search(ApiView):
    """People found by all words of `q`, the best first."""

    actions = {"GET": "candidates.search"}

    @extend_schema(
        parameters=[OpenApiParameter("q", str), OpenApiParameter("after", str)],
        responses=AnswerBody,
    )
    def get(self, request):
        """Names, contact, skills, works, notes and documents that this person may read."""
        asked = request.query_params
        answer = search(request.user, asked.get("q", ""), after=asked.get("after", ""))
        return Response(AnswerBody(answer).data)
