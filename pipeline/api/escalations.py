"""API: escalation rules."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiView, validated
from pipeline.models import Escalation, Opening
from pipeline.work_queue import escalations as rules


class EscalationBody(serializers.ModelSerializer):
    """A rule; without an `opening` it is the company's."""

    opening = serializers.PrimaryKeyRelatedField(
        queryset=Opening.objects.none(), allow_null=True, required=False, default=None
    )

    class Meta:
        model = Escalation
        fields = ["id", "name", "opening", "measure", "spare_days", "to", "is_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = getattr(self.context.get("request"), "user", None)
        if user is not None:  # the schema is drawn up for nobody
            self.fields["opening"].queryset = Opening.objects.visible_to(user)


class SwitchBody(serializers.Serializer):
    is_on = serializers.BooleanField()


class Escalations(ApiView):
    """The rules that the token's person may read, by name."""

    actions = {"GET": "escalations.edit", "POST": "escalations.edit"}

    @extend_schema(responses=EscalationBody(many=True))
    def get(self, request):
        return Response(EscalationBody(rules.visible_to(request.user), many=True).data)

    @extend_schema(request=EscalationBody, responses={201: EscalationBody})
    @idempotent
    def post(self, request):
        """Add a rule; a lead, to openings of their own."""
        said = validated(EscalationBody, request, context={"request": request})
        if said["opening"] is None and not rules.edits_company_rules(request.user):
            raise PermissionDenied
        return Response(EscalationBody(rules.add_escalation(by=request.user, **said)).data, 201)


class OneEscalation(ApiView):
    """One rule: on or off, and away with it."""

    actions = {"PATCH": "escalations.edit", "DELETE": "escalations.edit"}

    def rule(self):
        return get_object_or_404(rules.editable_by(self.request.user), pk=self.kwargs["pk"])

    @extend_schema(request=SwitchBody, responses=EscalationBody)
    def patch(self, request, pk):
        is_on = validated(SwitchBody, request)["is_on"]
        rules.switch_escalation(self.rule(), is_on=is_on, by=request.user)
        return Response(EscalationBody(self.rule()).data)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        rules.delete_escalation(self.rule(), by=request.user)
        return Response(status=204)
