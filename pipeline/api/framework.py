"""API: specializations, levels, criteria, processes and benchmarks."""

from rest_framework import serializers

from config.records.api.views import ApiList
from pipeline.models import Benchmark, Criterion, Level, Process, ProcessStage, Specialization


class SpecializationBody(serializers.ModelSerializer):
    class Meta:
        model = Specialization
        fields = ["id", "key", "name", "aim", "premium_low_percent", "premium_high_percent"]
        read_only_fields = ["id", "key"]


class LevelBody(serializers.ModelSerializer):
    class Meta:
        model = Level
        fields = ["id", "key", "name", "experience_hint"]


class CriterionBody(serializers.ModelSerializer):
    skill = serializers.SlugRelatedField("key", read_only=True)
    component = serializers.SlugRelatedField("key", read_only=True)
    dimension = serializers.SlugRelatedField("key", read_only=True)

    class Meta:
        model = Criterion
        fields = ["id", "key", "name", "skill", "component", "dimension"]


class BenchmarkBody(serializers.ModelSerializer):
    level = serializers.SlugRelatedField("key", read_only=True)
    specialization = serializers.SlugRelatedField("key", read_only=True)

    class Meta:
        model = Benchmark
        fields = [
            "id",
            "level",
            "specialization",
            "region",
            "low",
            "high",
            "currency",
            "source",
            "sample_size",
            "as_of",
        ]


class ProcessStageBody(serializers.ModelSerializer):
    interviews = serializers.ListField(source="interview_kinds", child=serializers.CharField())

    class Meta:
        model = ProcessStage
        fields = [
            "id",
            "kind",
            "name",
            "aim",
            "minutes_low",
            "minutes_high",
            "target_days",
            "gate",
            "interviews",
            "position",
        ]


class ProcessBody(serializers.ModelSerializer):
    specialization = serializers.SlugRelatedField("key", read_only=True)
    stages = ProcessStageBody(many=True, read_only=True)

    class Meta:
        model = Process
        fields = ["id", "name", "specialization", "is_default", "stages"]


class Specializations(ApiList):
    """Kinds of machine-learning engineers that this company hires."""

    actions = {"GET": "specializations.view"}
    queryset = Specialization.objects.filter(is_retired=False)
    serializer_class = SpecializationBody


class Levels(ApiList):
    """Junior to staff."""

    actions = {"GET": "specializations.view"}
    queryset = Level.objects.all()
    serializer_class = LevelBody


class Criteria(ApiList):
    """What scorecards rate."""

    actions = {"GET": "scorecards.view"}
    queryset = Criterion.objects.filter(is_retired=False).select_related(
        "skill", "component", "dimension"
    )
    serializer_class = CriterionBody


class Benchmarks(ApiList):
    """Published pay ranges: yearly base in minor units, with source, n and date."""

    actions = {"GET": "pay.view"}
    queryset = Benchmark.objects.select_related("level", "specialization")
    serializer_class = BenchmarkBody


class Processes(ApiList):
    """Process templates with their stages, in order."""

    actions = {"GET": "processes.view"}
    queryset = Process.objects.select_related("specialization").prefetch_related("stages")
    serializer_class = ProcessBody
