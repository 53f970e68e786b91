"""API: what the answers of a role intake propose. Nothing is written."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.views import ApiView, validated
from pipeline.intake import Answers, Proposal, asks_guidance
from pipeline.intake_questions import BY_KEY, GUIDANCE
from pipeline.intakes import propose_role


def _choice(key):
    question = BY_KEY[key]
    return serializers.ChoiceField(
        [(choice.key, choice.label) for choice in question.choices],
        help_text=question.ask,
        required=question is not GUIDANCE,
    )


class AnswersBody(serializers.Serializer):
    """The five answers; `guidance` as well where the scope is a project."""

    work = _choice("work")
    code = _choice("code")
    place = _choice("place")
    scope = _choice("scope")
    guidance = _choice("guidance")
    built = _choice("built")

    def validate(self, attrs):
        if asks_guidance(attrs) and "guidance" not in attrs:
            raise ValidationError({"guidance": "A well-scoped project needs this answer as well."})
        return attrs


class ProposedBody(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    why = serializers.CharField()


class AlternativeBody(ProposedBody):
    points = serializers.IntegerField()
    is_near = serializers.BooleanField()


class ContradictionBody(serializers.Serializer):
    title = serializers.CharField()
    text = serializers.CharField()


class ProposalBody(serializers.Serializer):
    specialization = ProposedBody()
    points = serializers.IntegerField()
    level = ProposedBody()
    component_weights = serializers.DictField(child=serializers.IntegerField())
    component_weights_why = serializers.CharField()
    dimension_weights = serializers.DictField(child=serializers.IntegerField())
    dimension_weights_why = serializers.CharField()
    process = ProposedBody(allow_null=True)
    alternatives = AlternativeBody(many=True)
    contradictions = ContradictionBody(many=True)


class IntakeProposal(ApiView):
    """A role from five answers."""

    actions = {"POST": "openings.edit"}

    @extend_schema(request=AnswersBody, responses=ProposalBody)
    def post(self, request):
        """Propose specialization, level, weights and process, each with its reason."""
        proposal = proposal_of(validated(AnswersBody, request))
        return Response(ProposalBody(proposal.as_document()).data)


def proposal_of(answers: Answers) -> Proposal:
    """Return what checked `answers` propose. Raises ValidationError where nothing can be."""
    try:
        return propose_role(answers)
    except LookupError as error:
        raise ValidationError({"specializations": str(error)}) from error
