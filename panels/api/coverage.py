"""API: the coverage of an opening."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView
from panels.opening_coverage import OpeningCoverage, coverage_of
from pipeline.api.openings import visible_openings


class CellBody(serializers.Serializer):
    stage = serializers.UUIDField()
    planned = serializers.ListField(child=serializers.CharField())
    seated = serializers.ListField(child=serializers.CharField())


class LineBody(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    skill = serializers.CharField()
    component = serializers.CharField()
    dimension = serializers.CharField()
    planned = serializers.IntegerField()
    seated = serializers.IntegerField()
    stages = CellBody(many=True)


class CoverageFindingBody(serializers.Serializer):
    lack = serializers.CharField()
    text = serializers.CharField()
    criterion = serializers.CharField()


class BalanceBody(serializers.Serializer):
    component = serializers.CharField()
    tested_percent = serializers.IntegerField()
    weight_percent = serializers.IntegerField()


class MismatchBody(serializers.Serializer):
    fits = serializers.CharField()
    distance_of_role = serializers.FloatField()
    distance_of_fit = serializers.FloatField()


class CoverageBody(serializers.Serializer):
    """`planned` and `seated` count independent measurements; a cell names the seats."""

    criteria = LineBody(many=True)
    findings = CoverageFindingBody(many=True)
    components = BalanceBody(many=True)
    mismatch = MismatchBody(allow_null=True)


class OpeningCoverageView(ApiView):
    """Which criteria an opening's stages measure, and what is missing."""

    actions = {"GET": "openings.view"}

    @extend_schema(responses=CoverageBody)
    def get(self, request, pk):
        opening = get_object_or_404(visible_openings(request), pk=pk)
        return Response(CoverageBody(_told(coverage_of(opening))).data)


def _told(coverage: OpeningCoverage) -> dict:
    return {
        "criteria": [_line(line) for line in coverage.lines],
        "findings": coverage.findings,
        "components": coverage.balances,
        "mismatch": coverage.mismatch,
    }


def _line(line):
    row = line.criterion
    return {
        **{name: getattr(row, name) for name in ("key", "name", "skill", "component", "dimension")},
        "planned": line.planned,
        "seated": line.seated,
        "stages": [
            {"stage": cell.stage.key, "planned": cell.planned, "seated": cell.seated}
            for cell in line.cells
        ],
    }
