"""API: automations, what they are made of, what they did and what they would have done."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated, version_of
from pipeline.automations import editing
from pipeline.automations.names import Names
from pipeline.automations.registry import ACTIONS, CONDITIONS, TRIGGERS
from pipeline.automations.sentences import say_automation
from pipeline.automations.settings import Plan
from pipeline.automations.trial import try_out
from pipeline.models import Application, Automation, AutomationRun, Opening


class AutomationBody(serializers.ModelSerializer):
    """`trigger`, `conditions` and `actions` name entries of the vocabulary, with their settings.

    It is of the whole company, or of one `opening`; one that `replaces` another stands in its
    place there.
    """

    opening = serializers.SlugRelatedField(
        "ref", queryset=Opening.objects.none(), allow_null=True, required=False
    )
    trigger_settings = serializers.DictField(required=False)
    conditions = serializers.ListField(child=serializers.DictField(), required=False)
    actions = serializers.ListField(child=serializers.DictField())
    sentence = serializers.SerializerMethodField()

    class Meta:
        model = Automation
        fields = [
            "id",
            "name",
            "sentence",
            "opening",
            "replaces",
            "is_on",
            "switched_on_at",
            "trigger",
            "trigger_settings",
            "conditions",
            "actions",
            "version",
        ]
        read_only_fields = ["id", "replaces", "is_on", "switched_on_at", "version"]
        validators = []  # what is unique is kept by `replace_in`; its fields are not required

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        request = self.context.get("request")
        if request is not None and request.user is not None:
            self.fields["opening"].queryset = Opening.objects.visible_to(request.user)

    def get_sentence(self, automation) -> str:
        request = self.context["request"]
        if not hasattr(request, "_names"):
            request._names = Names(request.company)
        return say_automation(automation, request._names)


class SwitchBody(serializers.Serializer):
    is_on = serializers.BooleanField()


class StepBody(serializers.Serializer):
    """`outcome` is done, left or failed; `words` say what was done, or why not."""

    action = serializers.CharField()
    outcome = serializers.CharField()
    words = serializers.CharField()


class RunBody(serializers.ModelSerializer):
    did = StepBody(many=True)

    class Meta:
        model = AutomationRun
        fields = ["id", "application", "state", "did", "attempts", "created_at", "ended_at"]


class TriedBody(serializers.Serializer):
    """A time at which it would have acted; `why_not` says which condition did not hold."""

    at = serializers.DateTimeField()
    application = serializers.UUIDField(source="application.pk", allow_null=True, default=None)
    why_not = serializers.CharField()


class TrialBody(serializers.Serializer):
    """`times`, the newest first, are at most 200; the numbers count all."""

    days = serializers.IntegerField()
    number_acted = serializers.IntegerField()
    number_left = serializers.IntegerField()
    times = serializers.SerializerMethodField()

    def get_times(self, trial) -> TriedBody(many=True):
        return TriedBody(trial.times[:200], many=True).data


class EntryBody(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()
    settings = serializers.ListField(child=serializers.CharField())


class VocabularyBody(serializers.Serializer):
    triggers = EntryBody(many=True)
    conditions = EntryBody(many=True)
    actions = EntryBody(many=True)


class Automations(ApiList):
    """Automations, the newest first."""

    actions = {"GET": "automations.view", "POST": "automations.edit"}
    serializer_class = AutomationBody

    def get_queryset(self):
        return Automation.objects.visible_to(self.request.user).select_related("opening")

    @extend_schema(request=AutomationBody, responses={201: AutomationBody})
    @idempotent
    def post(self, request):
        """Make an automation; it is off until it is switched on."""
        context = {"request": request}
        body = validated(AutomationBody, request, context=context)
        opening = body.pop("opening", None)
        row = editing.create_automation(Plan(**body), by=request.user, opening=opening)
        return Response(AutomationBody(row, context=context).data, status=201)


class OneAutomation(ApiView):
    actions = {
        "GET": "automations.view",
        "PATCH": "automations.edit",
        "DELETE": "automations.edit",
    }

    @extend_schema(responses=AutomationBody)
    def get(self, request, pk):
        return answer(seen(request, pk), request)

    @extend_schema(request=AutomationBody, responses=AutomationBody)
    def patch(self, request, pk):
        """Make it of something else. Where it is on, it acts on what happens from now on."""
        row, context = changeable(request, pk), {"request": request}
        body = validated(AutomationBody, request, partial=True, context=context)
        body.pop("opening", None)
        kept = vars(editing.plan_of(row))
        row = editing.change_automation(
            row, Plan(**(kept | body)), by=request.user, version=version_of(request)
        )
        return answer(row, request)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        editing.delete_automation(changeable(request, pk), by=request.user)
        return Response(status=204)


class SwitchAutomation(ApiView):
    actions = {"POST": "automations.edit"}

    @extend_schema(request=SwitchBody, responses=AutomationBody)
    def post(self, request, pk):
        """Switch it on or off."""
        is_on = validated(SwitchBody, request)["is_on"]
        row = editing.switch_automation(changeable(request, pk), by=request.user, is_on=is_on)
        return answer(row, request)


class AutomationRuns(ApiList):
    """What it did for applications that the token's person sees, the newest first."""

    actions = {"GET": "automations.view"}
    serializer_class = RunBody

    def get_queryset(self):
        visible = Application.objects.visible_to(self.request.user).values("pk")
        return seen(self.request, self.kwargs["pk"]).runs.filter(application__in=visible)


class DryRun(ApiView):
    actions = {"GET": "automations.view"}

    @extend_schema(responses=TrialBody)
    def get(self, request, pk):
        """When it would have acted in the last 90 days. Nothing is written or sent."""
        return Response(TrialBody(try_out(seen(request, pk), request.user)).data)


class Vocabulary(ApiView):
    actions = {"GET": "automations.view"}

    @extend_schema(responses=VocabularyBody)
    def get(self, request):
        """What automations are made of. No action rejects, advances or moves anyone."""
        lists = {"triggers": TRIGGERS, "conditions": CONDITIONS, "actions": ACTIONS}
        return Response(
            {
                part: [
                    {"name": each.name, "label": each.label, "settings": list(each.fields(None))}
                    for each in entries.values()
                ]
                for part, entries in lists.items()
            }
        )


def seen(request, pk) -> Automation:
    rows = Automation.objects.visible_to(request.user).select_related("opening")
    return get_object_or_404(rows, pk=pk)


def changeable(request, pk) -> Automation:
    rows = Automation.objects.changeable_by(request.user).select_related("opening")
    return get_object_or_404(rows, pk=pk)


def answer(row, request) -> Response:
    body = AutomationBody(row, context={"request": request}).data
    return Response(body, headers={"ETag": f'"{row.version}"'})
