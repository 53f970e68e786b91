"""API: the work queue of the token's person, and whose an application is."""

from django.core.exceptions import ValidationError as Refusal
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from config.accounts.models import User
from config.records.api.views import ApiView, validated
from pipeline.models import Application
from pipeline.queue import Kind
from pipeline.work_queue.owners import assign
from pipeline.work_queue.reading import MOST_ITEMS, read_queue
from pipeline.work_queue.sections import read_waiting
from pipeline.work_queue.segments import Of
from pipeline.work_queue.whose import Whose


class PersonBody(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()


class SegmentBody(serializers.Serializer):
    """What is waited for, and of whom; `people` is empty where the candidate has it."""

    words = serializers.CharField()
    of = serializers.ChoiceField(Of.choices)
    people = PersonBody(many=True)


class TaskBody(serializers.Serializer):
    kind = serializers.ChoiceField(Kind.choices)
    what = serializers.CharField()
    href = serializers.CharField(help_text="A path of the company's own host.")


class QueueItemBody(TaskBody):
    """One thing to do. `days_left` counts the clock's days, and is negative when over."""

    candidate = serializers.CharField(help_text="Blank where no candidate waits.")
    opening = serializers.CharField()
    application = serializers.UUIDField(source="application.pk", default=None, allow_null=True)
    days_left = serializers.IntegerField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    also = TaskBody(many=True)
    owner = serializers.SerializerMethodField()
    waits_for = serializers.SerializerMethodField()

    @extend_schema_field(PersonBody(allow_null=True))
    def get_owner(self, item):
        owner = self.context["queue"].owners.get(item.application and item.application.pk)
        return owner and PersonBody(owner).data

    @extend_schema_field(SegmentBody(allow_null=True))
    def get_waits_for(self, item):
        segment = self.context["queue"].segments.get(item.application and item.application.pk)
        return segment and SegmentBody(segment).data


class QueueBody(serializers.Serializer):
    """`number` counts the things of the kind asked for, `total` all; `counts` is by kind."""

    total = serializers.IntegerField()
    number = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    results = QueueItemBody(many=True, source="items")


class AskedBody(serializers.Serializer):
    kind = serializers.ChoiceField(Kind.choices, required=False, default="")
    whose = serializers.ChoiceField(Whose.choices, required=False, default=Whose.MINE)
    skip = serializers.IntegerField(required=False, default=0, min_value=0, max_value=100_000)


class OwnQueue(ApiView):
    """What waits for the token's person, the least time left first, a hundred things at a time."""

    actions = {"GET": "today.view"}

    @extend_schema(
        parameters=[
            OpenApiParameter("kind", OpenApiTypes.STR, enum=Kind.values),
            OpenApiParameter("whose", OpenApiTypes.STR, enum=Whose.values),
            OpenApiParameter("skip", OpenApiTypes.INT, description="How many to leave out."),
        ],
        responses=QueueBody,
    )
    def get(self, request):
        asked = AskedBody(data=request.query_params)
        asked.is_valid(raise_exception=True)
        queue = read_queue(
            request.user,
            request.company,
            most=MOST_ITEMS,
            now=timezone.now(),
            **asked.validated_data,
        )
        return Response(QueueBody(queue, context={"queue": queue}).data)


class PaceBody(serializers.Serializer):
    """Where the visit of a stage stands; in business days where the company counts these."""

    day = serializers.IntegerField()
    target = serializers.IntegerField(allow_null=True)
    maximum = serializers.IntegerField(allow_null=True)
    due_on = serializers.DateField()
    latest_on = serializers.DateField(allow_null=True)
    is_over = serializers.BooleanField()
    words = serializers.CharField()


class WaitingBody(serializers.Serializer):
    """What an active application waits for; `named` is who it was given to by name."""

    waits_for = SegmentBody(source="segment")
    owner = PersonBody(allow_null=True)
    named = serializers.UUIDField(source="application.owner_id", allow_null=True)
    pace = PaceBody(allow_null=True)


class OwnerBody(serializers.Serializer):
    owner = serializers.UUIDField(allow_null=True)


class ApplicationWaiting(ApiView):
    """What an application waits for, and whose that is; 404 once it is closed."""

    actions = {"GET": "applications.move", "PUT": "applications.assign"}

    def application(self):
        rows = Application.objects.managed_by(self.request.user).active()
        return get_object_or_404(rows.select_related("stage", "opening"), pk=self.kwargs["pk"])

    @extend_schema(responses=WaitingBody)
    def get(self, request, pk):
        return Response(WaitingBody(read_waiting(self.application(), may_assign=False)).data)

    @extend_schema(request=OwnerBody, responses=WaitingBody)
    def put(self, request, pk):
        """Give it to somebody by name, or to nobody: null."""
        key = validated(OwnerBody, request)["owner"]
        owner = key and User.objects.filter(pk=key).first()
        if key and owner is None:
            raise Refusal({"owner": "This person is not here."})
        assign(self.application(), owner, by=request.user)
        return self.get(request, pk)
