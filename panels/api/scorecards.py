"""API: scorecards, under the same rules of reading as the pages."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiList, ApiView, validated, version_of
from panels.api.observations import ReactionBody, SignalBody, observed_in
from panels.blinding import take_names_out
from panels.card_reading import read_cards, with_content
from panels.filling import LONGEST_TEXT, Filling, Note, save_draft, submit
from panels.models import Recommendation, Scorecard
from pipeline.models import Application


class RatingBody(serializers.Serializer):
    criterion = serializers.UUIDField(source="criterion_id")
    value = serializers.IntegerField(min_value=1, max_value=4)


class EvidenceBody(serializers.Serializer):
    text = serializers.CharField(max_length=LONGEST_TEXT)
    criteria = serializers.ListField(child=serializers.UUIDField(), default=list)


@extend_schema_field(serializers.IntegerField(allow_null=True))
class ReadVersionField(serializers.JSONField):
    """A version of the framework; what is none is left to `version_to_pin`."""


class FillingBody(serializers.Serializer):
    """What is written on a card; a PUT replaces what was there.

    `framework_version` is the one in which the anchors were read. The first save pins the card
    to it, or to the newest where it names none; later ones change nothing about that.
    """

    ratings = RatingBody(many=True, default=list)
    evidence = EvidenceBody(many=True, default=list)
    recommendation = serializers.ChoiceField(Recommendation.choices, allow_blank=True, default="")
    explanation = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, default="")
    summary = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, default="")
    signals = SignalBody(many=True, default=list)
    reactions = ReactionBody(many=True, default=list)
    framework_version = ReadVersionField(allow_null=True, default=None)


class ReadRatingBody(RatingBody):
    """A rating, with the name and the anchor that the card's version of the framework had."""

    criterion = serializers.UUIDField(source="criterion.pk")
    name = serializers.CharField()
    anchor = serializers.CharField()


class ScorecardBody(serializers.ModelSerializer):
    """A card as it reads under the framework's version that it was filled under."""

    interviewer = serializers.CharField(source="interviewer.name", read_only=True)
    ratings = serializers.SerializerMethodField()
    evidence = serializers.SerializerMethodField()
    signals = SignalBody(source="seen_signals", many=True, read_only=True)
    reactions = ReactionBody(many=True, read_only=True)

    class Meta:
        model = Scorecard
        fields = [
            "id",
            "application",
            "stage",
            "interviewer",
            "recommendation",
            "explanation",
            "summary",
            "ratings",
            "evidence",
            "signals",
            "reactions",
            "framework_version",
            "version",
            "submitted_at",
        ]

    @extend_schema_field(ReadRatingBody(many=True))
    def get_ratings(self, card):
        return ReadRatingBody(self.context["readings"][card.pk].ratings, many=True).data

    def get_evidence(self, card) -> list[dict]:
        return [
            {"text": note.text, "criteria": [str(row.pk) for row in note.criteria.all()]}
            for note in card.evidence.all()
        ]


class Scorecards(ApiList):
    """The scorecards of an application that the token's person may read now."""

    actions = {"GET": "scorecards.view"}
    serializer_class = ScorecardBody

    @cached_property
    def application(self):
        return visible_application(self.request, self.kwargs["pk"])

    def get_queryset(self):
        readable = Scorecard.objects.readable_by(self.request.user)
        return whole(readable.filter(application=self.application))

    def list(self, request, *args, **kwargs):
        cards = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(bodies_of(take_names_out(cards, self.application)))


class OwnScorecard(ApiView):
    """One's own card for a stage."""

    actions = {"GET": "scorecards.fill", "PUT": "scorecards.fill"}

    @extend_schema(responses=ScorecardBody)
    def get(self, request, pk, stage_id):
        application = visible_application(request, pk)
        cards = whole(Scorecard.objects.filter(interviewer=request.user))
        return answer(get_object_or_404(cards, application=application, stage=stage_id))

    @extend_schema(request=FillingBody, responses=ScorecardBody)
    def put(self, request, pk, stage_id):
        """Save a draft; If-Match names the version that was read."""
        return keep(save_draft, request, pk, stage_id)


class SubmitScorecard(ApiView):
    """Submitting one's own card."""

    actions = {"POST": "scorecards.fill"}

    @extend_schema(request=FillingBody, responses=ScorecardBody)
    def post(self, request, pk, stage_id):
        """Save and lock the card; colleagues' cards open."""
        return keep(submit, request, pk, stage_id)


def keep(rule, request, pk, stage_id):
    """Call `save_draft` or `submit` with what was sent."""
    application = visible_application(request, pk)
    stage = get_object_or_404(application.opening.stages, pk=stage_id)
    body = validated(FillingBody, request)
    card = rule(
        application,
        stage,
        filling_of(body),
        by=request.user,
        version=version_of(request),
        framework_version=body["framework_version"],
    )
    return answer(whole(Scorecard.objects).get(pk=card.pk))


def filling_of(body) -> Filling:
    return Filling(
        ratings={rating["criterion_id"]: rating["value"] for rating in body["ratings"]},
        notes=tuple(
            Note(place, note["text"], frozenset(note["criteria"]))
            for place, note in enumerate(body["evidence"])
        ),
        recommendation=body["recommendation"],
        summary=body["summary"],
        explanation=body["explanation"],
        observed=observed_in(body),
    )


def visible_application(request, pk):
    applications = Application.objects.visible_to(request.user).select_related(
        "opening__level", "opening__specialization", "stage"
    )
    return get_object_or_404(applications, pk=pk)


def whole(cards):
    return with_content(cards.select_related("application__opening__level"))


def bodies_of(cards) -> list[dict]:
    """Return `cards`, all of one opening, each as the API tells it."""
    readings = read_cards(cards, cards[0].application.opening) if cards else []
    context = {"readings": {reading.card.pk: reading for reading in readings}}
    return ScorecardBody(cards, many=True, context=context).data


def answer(card):
    headers = {"ETag": f'"{card.version}"'}
    return Response(bodies_of([card])[0], headers=headers)
