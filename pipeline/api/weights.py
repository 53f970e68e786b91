"""API: the weights of an opening."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from config.records.api.views import ApiView, validated, version_of
from pipeline.api.openings import OpeningBody, answer, visible_openings
from pipeline.opening_weights import change_weights


def _percents():
    return serializers.DictField(child=serializers.IntegerField(min_value=0, max_value=100))


class WeightsBody(serializers.Serializer):
    """Percent by key; each of the two adds up to 100."""

    component_weights = _percents()
    dimension_weights = _percents()


class OpeningWeights(ApiView):
    """What an opening's components and dimensions count."""

    actions = {"PUT": "openings.weigh"}

    @extend_schema(request=WeightsBody, responses=OpeningBody)
    def put(self, request, pk):
        """Write both sets whole; If-Match names the version that was read."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        weights = validated(WeightsBody, request)
        version = version_of(request)
        seen = opening.version if version is None else version
        change_weights(opening, by=request.user, version=seen, **weights)
        return answer(visible_openings(request).get(pk=pk))
