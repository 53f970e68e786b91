"""API: applications, their moves and their holds."""

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated
from pipeline.api.screening import AnswerBody
from pipeline.applying.answers import answers_for
from pipeline.blind.reading import blind_text
from pipeline.blind.reveals import BROUGHT_IN, note_known
from pipeline.channels import LONGEST_CHANNEL, change_channel
from pipeline.clock_reading import read_clocks
from pipeline.first_contact import first_contact
from pipeline.models import Application, Candidate, Opening, StageMove
from pipeline.models.applications import ApplicationState, Origin
from pipeline.moves import enter
from pipeline.visibility import manages


class ClockBody(serializers.Serializer):
    """The clock: calendar days of the company's zone, gross; net of holds beside it."""

    day = serializers.IntegerField()
    days = serializers.IntegerField()
    due_on = serializers.DateField()
    gross_days = serializers.FloatField()
    net_days = serializers.FloatField()
    is_running = serializers.BooleanField()


class ApplicationBody(serializers.ModelSerializer):
    candidate = serializers.PrimaryKeyRelatedField(queryset=Candidate.objects.none())
    opening = serializers.SlugRelatedField("ref", queryset=Opening.objects.none())
    stage = serializers.UUIDField(source="stage_id", read_only=True)
    stage_kind = serializers.CharField(source="stage.kind", read_only=True)
    clock = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = [
            "id",
            "candidate",
            "opening",
            "stage",
            "stage_kind",
            "state",
            "version",
            "origin",
            "channel",
            "first_contact_at",
            "offered_at",
            "clock",
        ]
        read_only_fields = ["id", "state", "version", "offered_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = getattr(self.context.get("request"), "user", None)
        if user is not None:  # the schema is drawn up for nobody
            self.fields["candidate"].queryset = Candidate.objects.visible_to(user)
            self.fields["opening"].queryset = Opening.objects.visible_to(user).running()

    def validate_origin(self, origin):
        if origin == Origin.IMPORTED:
            raise ValidationError("Only an import brings people in so.")
        return origin

    def validate_first_contact_at(self, at):
        if at is not None and at > timezone.now():
            raise ValidationError("First contact cannot lie in the future.")
        return at

    @extend_schema_field(ClockBody(allow_null=True))
    def get_clock(self, application):
        clock = self.context["clocks"][application.pk].clock
        return clock and ClockBody(clock).data


class OneApplicationBody(ApplicationBody):
    """With what the applicant answered, for whoever manages the application; a panel gets none."""

    answers = serializers.SerializerMethodField()

    class Meta(ApplicationBody.Meta):
        fields = [*ApplicationBody.Meta.fields, "answers"]

    @extend_schema_field(AnswerBody(many=True))
    def get_answers(self, application):
        answers = answers_for(application, self.context["request"].user)
        return AnswerBody(answers, many=True).data


class ChannelBody(serializers.Serializer):
    channel = serializers.CharField(max_length=LONGEST_CHANNEL, allow_blank=True)


class MoveBody(serializers.ModelSerializer):
    from_stage = serializers.UUIDField(source="from_stage_id", allow_null=True)
    to_stage = serializers.UUIDField(source="to_stage_id", allow_null=True)
    by = serializers.CharField(source="by.name", default="")
    reason = serializers.SerializerMethodField(help_text="Blank for a panel.")
    corrects = serializers.UUIDField(source="corrects_id", allow_null=True)

    class Meta:
        model = StageMove
        fields = [
            "id",
            "sequence",
            "kind",
            "from_stage",
            "to_stage",
            "happened_at",
            "recorded_at",
            "by",
            "reason",
            "corrects",
        ]

    def get_reason(self, move) -> str:
        application = self.context.get("application") or move.application
        if not manages(self.context["request"].user, application):
            return ""
        return blind_text(move.reason, application)


class Applications(ApiList):
    """Applications that the token's person may see, the newest first."""

    actions = {"GET": "candidates.view", "POST": "candidates.edit"}
    serializer_class = ApplicationBody

    def get_queryset(self):
        applications = visible_applications(self.request)
        opening = self.request.query_params.get("opening", "").replace("\0", "")
        state = self.request.query_params.get("state", "")
        if opening:
            applications = applications.filter(opening__ref=opening)
        if state:
            if state not in ApplicationState.values:
                raise ValidationError({"state": f"One of {', '.join(ApplicationState.values)}."})
            applications = applications.filter(state=state)
        return applications

    @extend_schema(
        parameters=[
            OpenApiParameter("opening", OpenApiTypes.STR, description="The opening's ref."),
            OpenApiParameter("state", OpenApiTypes.STR, enum=ApplicationState.values),
        ]
    )
    def get(self, request):
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(bodies_of(page, request))

    @extend_schema(request=ApplicationBody, responses={201: ApplicationBody})
    @idempotent
    def post(self, request):
        """Bring a candidate into a running opening, at its inbox.

        Without `first_contact_at` the clock starts now, but for somebody we wrote to first.
        """
        fields = validated(ApplicationBody, request, context={"request": request})
        fields.setdefault("origin", Origin.APPLIED)
        if "first_contact_at" not in fields:
            rule = request.company.clock_start
            fields["first_contact_at"] = first_contact(fields["origin"], timezone.now(), None, rule)
        try:
            with transaction.atomic():
                application = enter(by=request.user, **fields)
                note_known(application, by=request.user, reason=BROUGHT_IN)
        except IntegrityError:
            raise ValidationError(
                {"candidate": "This person is in this opening already."}
            ) from None
        return answer(application, request, status=201)


class OneApplication(ApiView):
    """One application with its clock."""

    actions = {"GET": "candidates.view", "PATCH": "candidates.edit"}

    @extend_schema(request=ChannelBody, responses=OneApplicationBody)
    def patch(self, request, pk):
        """Note where the candidate heard of the opening."""
        managed = Application.objects.managed_by(request.user)
        channel = validated(ChannelBody, request)["channel"]
        change_channel(get_object_or_404(managed, pk=pk), by=request.user, channel=channel)
        return self.get(request, pk)

    @extend_schema(responses=OneApplicationBody)
    def get(self, request, pk):
        application = get_object_or_404(visible_applications(request), pk=pk)
        clocks = read_clocks([application], request.company)
        context = {"clocks": clocks, "request": request}
        body = OneApplicationBody(application, context=context).data
        return Response(body, headers={"ETag": f'"{application.version}"'})


class Moves(ApiList):
    """The history of an application: rows are added, never changed."""

    actions = {"GET": "candidates.view"}
    serializer_class = MoveBody

    @cached_property
    def application(self):
        return get_object_or_404(visible_applications(self.request), pk=self.kwargs["pk"])

    def get_queryset(self):
        return StageMove.objects.filter(application=self.application).select_related("by")

    def get_serializer_context(self):
        return super().get_serializer_context() | {"application": self.application}


def visible_applications(request):
    applications = Application.objects.visible_to(request.user)
    return applications.select_related("stage", "opening")


def bodies_of(applications, request):
    clocks = read_clocks(applications, request.company)
    return ApplicationBody(applications, many=True, context={"clocks": clocks}).data


def answer(application, request, status=200):
    """The application as a response that carries its version."""
    (body,) = bodies_of([application], request)
    return Response(body, status=status, headers={"ETag": f'"{application.version}"'})
