"""API: openings, their stages and their status."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated, version_of
from pipeline.api.intake import AnswersBody, proposal_of
from pipeline.intakes import open_from_intake
from pipeline.models import Level, Opening, Specialization, Stage
from pipeline.models.openings import OpeningStatus
from pipeline.money import CURRENCIES
from pipeline.opening_postings import LONGEST_SECTION, tidy_sections
from pipeline.openings import change_status, create_opening, edit_opening
from pipeline.postings.posting import SectionKind

BLIND = "Hide who applicants are until reviewers have rated them."


class StageBody(serializers.ModelSerializer):
    interviews = serializers.ListField(source="interview_kinds", child=serializers.CharField())

    class Meta:
        model = Stage
        fields = ["id", "kind", "name", "aim", "target_days", "gate", "interviews", "position"]


class OpeningBody(serializers.ModelSerializer):
    specialization = serializers.SlugRelatedField(
        "key", queryset=Specialization.objects.filter(is_retired=False)
    )
    level = serializers.SlugRelatedField("key", queryset=Level.objects.all())
    currency = serializers.ChoiceField(CURRENCIES, required=False)
    posting = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=LONGEST_SECTION),
        required=False,
        help_text=f"Texts by section: {', '.join(SectionKind)}. Written as a whole.",
    )
    stages = StageBody(many=True, read_only=True)

    class Meta:
        model = Opening
        fields = [
            "id",
            "ref",
            "title",
            "specialization",
            "level",
            "location",
            "summary",
            "pay_low",
            "pay_high",
            "currency",
            "posting",
            "workplace",
            "closes_on",
            "headcount",
            "clock_days",
            "employment_type",
            "is_blind",
            "published_at",
            "component_weights",
            "dimension_weights",
            "status",
            "version",
            "stages",
        ]
        read_only_fields = [
            "id",
            "ref",
            "published_at",
            "component_weights",
            "dimension_weights",
            "status",
            "version",
        ]
        extra_kwargs = {
            "headcount": {"min_value": 1, "max_value": 500},
            "summary": {"max_length": 10_000},
            "clock_days": {"min_value": 1, "max_value": 365},
            "is_blind": {"help_text": BLIND},
            "published_at": {"help_text": "When it first became open."},
        }

    def validate_posting(self, sections):
        """Return the sections as they are kept; the rule names the field itself."""
        try:
            return tidy_sections(sections)
        except ValidationError as problem:
            raise serializers.ValidationError(problem.messages) from problem


class NewOpeningBody(OpeningBody):
    """With the answers of an `intake` it takes the weights that they propose, and keeps both."""

    intake = AnswersBody(required=False, write_only=True)

    class Meta(OpeningBody.Meta):
        fields = [*OpeningBody.Meta.fields, "intake"]


class StatusBody(serializers.Serializer):
    status = serializers.ChoiceField(OpeningStatus.choices)


class Openings(ApiList):
    """Openings that the token's person may see, the newest first."""

    actions = {"GET": "openings.view", "POST": "openings.edit"}
    serializer_class = OpeningBody

    def get_queryset(self):
        return visible_openings(self.request)

    @extend_schema(request=NewOpeningBody, responses={201: OpeningBody})
    @idempotent
    def post(self, request):
        """Open a role as a draft, with a copy of its specialization's process."""
        fields = validated(NewOpeningBody, request)
        answers = fields.pop("intake", None)
        if answers is None:
            return answer(create_opening(by=request.user, **fields), status=201)
        proposal = proposal_of(answers)
        weights = {
            "component_weights": proposal.component_weights,
            "dimension_weights": proposal.dimension_weights,
        }
        opening = open_from_intake(answers, proposal, by=request.user, **weights, **fields)
        return answer(opening, status=201)


class OneOpening(ApiView):
    """One opening with its stages."""

    actions = {"GET": "openings.view", "PATCH": "openings.edit"}

    @extend_schema(responses=OpeningBody)
    def get(self, request, pk):
        return answer(get_object_or_404(visible_openings(request), pk=pk))

    @extend_schema(request=OpeningBody(partial=True), responses=OpeningBody)
    def patch(self, request, pk):
        """Change an opening; If-Match names the version that was read."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        fields = validated(OpeningBody, request, partial=True)
        version = version_of(request) or opening.version
        return answer(edit_opening(opening, by=request.user, version=version, **fields))


class OpeningStatusChange(ApiView):
    """The status of an opening."""

    actions = {"POST": "openings.edit"}

    @extend_schema(request=StatusBody, responses=OpeningBody)
    def post(self, request, pk):
        """Open, pause or close an opening."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        status = validated(StatusBody, request)["status"]
        version = version_of(request)
        return answer(change_status(opening, status, by=request.user, version=version))


def visible_openings(request):
    openings = Opening.objects.visible_to(request.user)
    return openings.select_related("specialization", "level").prefetch_related("stages")


def answer(opening, status=200):
    """The opening as a response that carries its version."""
    headers = {"ETag": f'"{opening.version}"'}
    return Response(OpeningBody(opening).data, status=status, headers=headers)
