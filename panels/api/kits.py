"""API: the kit of an interview, laid out as its page shows it."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.views import ApiView
from panels.forms.kits import KitChoiceForm
from pipeline.models.processes import InterviewKind


class NamedBody(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()


class KitSeatBody(serializers.Serializer):
    name = serializers.CharField()
    criteria = NamedBody(many=True)


class KitProbeBody(serializers.Serializer):
    key = serializers.CharField()
    change = serializers.CharField()
    ask = serializers.CharField()
    listens_for = serializers.CharField()


class KitQuestionBody(serializers.Serializer):
    """A question with what strong and weak answers show at the kit's level."""

    key = serializers.CharField(source="question.key")
    kind = serializers.CharField(source="question.kind")
    ask = serializers.CharField(source="question.ask")
    why = serializers.CharField(source="question.why")
    strong = serializers.CharField()
    weak = serializers.CharField()
    probes = KitProbeBody(many=True)
    exercise = serializers.DictField(allow_null=True)


class KitSignalBody(NamedBody):
    sort = serializers.CharField()
    shows = serializers.CharField()


class LaidKitBody(serializers.Serializer):
    key = serializers.CharField(source="kit.key")
    name = serializers.CharField(source="kit.name")
    interview = serializers.CharField(source="kit.interview")
    specialization = serializers.CharField(source="specialization.key")
    level = serializers.CharField(source="level.key")
    aim = serializers.CharField(source="kit.aim")
    minutes = serializers.IntegerField(source="kit.minutes")
    opening_words = serializers.CharField(source="kit.opening_words")
    seats = KitSeatBody(many=True)
    questions = KitQuestionBody(many=True)
    signals = KitSignalBody(many=True)
    closing = serializers.ListField(source="kit.closing", child=serializers.CharField())


class LaidKitView(ApiView):
    """The kit of one kind of interview, for one specialization at one level."""

    actions = {"GET": "framework.view"}

    @extend_schema(
        parameters=[
            OpenApiParameter("interview", enum=InterviewKind.values),
            OpenApiParameter("specialization", description="Its key in the framework."),
            OpenApiParameter("level", description="Its key in the framework."),
        ],
        responses=LaidKitBody,
    )
    def get(self, request):
        """What it asks and what answers show; what is left out is chosen as the page does."""
        form = KitChoiceForm(request.query_params)
        if not form.is_valid():
            raise ValidationError(form.errors)
        laid = form.kits()
        if not laid:
            raise Http404
        return Response(LaidKitBody(laid[0]).data)
