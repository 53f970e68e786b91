"""API: practising with calibration examples. A key is told once the answer is rated."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiView, validated
from panels.models import CalibrationExample
from panels.practice import practice_of, rate_example


class PractisedLevelBody(serializers.Serializer):
    """An example at one level; all but the level is empty until it is rated there."""

    level = serializers.CharField(source="level.key")
    rating = serializers.IntegerField(allow_null=True)
    verdict = serializers.CharField(allow_null=True)
    keyed_rating = serializers.IntegerField(allow_null=True)
    why = serializers.CharField()
    distance = serializers.IntegerField(allow_null=True)


class PracticeBody(serializers.Serializer):
    key = serializers.CharField(source="example.key")
    criterion = serializers.CharField(source="example.criterion.key")
    question = serializers.CharField(source="example.question")
    answer = serializers.CharField(source="example.answer")
    levels = PractisedLevelBody(many=True)


class PracticeRatingBody(serializers.Serializer):
    level = serializers.SlugField(max_length=60)
    rating = serializers.IntegerField(min_value=1, max_value=4)


class Calibration(ApiView):
    """The calibration examples, as the token's person has practised with them."""

    actions = {"GET": "scorecards.fill"}

    @extend_schema(responses=PracticeBody(many=True))
    def get(self, request):
        return Response(PracticeBody(practice_of(request.user, examples_in_use()), many=True).data)


class PracticeRatings(ApiView):
    """One's own ratings of one example."""

    actions = {"POST": "scorecards.fill"}

    @extend_schema(
        request=PracticeRatingBody, responses={200: PractisedLevelBody, 201: PractisedLevelBody}
    )
    @idempotent
    def post(self, request, key):
        """Rate the answer at a level and read its key there; the first rating stands (200)."""
        example = get_object_or_404(examples_in_use(), key=key)
        given = validated(PracticeRatingBody, request)
        before = _level_of(example, given["level"], request.user)
        rate_example(example, before.level, given["rating"], by=request.user)
        told = _level_of(example, given["level"], request.user)
        status = 200 if before.is_rated else 201
        return Response(PractisedLevelBody(told).data, status=status)


def examples_in_use():
    return CalibrationExample.objects.in_use().select_related("criterion")


def _level_of(example, level, user):
    """The example at a level that it is keyed for, as `user` has practised."""
    (practice,) = practice_of(user, [example])
    found = next((row for row in practice.levels if row.level.key == level), None)
    if found is None:
        raise ValidationError({"level": "This answer has no key for this level."})
    return found
