"""API: what can be done with an application, one address for each step."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated, version_of
from pipeline import moves
from pipeline.api.applications import ApplicationBody, answer
from pipeline.blind.reading import is_hidden
from pipeline.holding import hold, release
from pipeline.models import Application, Hold, Stage


class StageReference(serializers.Serializer):
    to = serializers.UUIDField(help_text="The stage's id.")
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class ReasonBody(serializers.Serializer):
    reason = serializers.CharField()


class HoldBody(serializers.ModelSerializer):
    class Meta:
        model = Hold
        fields = ["id", "starts_at", "ends_at", "reason"]
        read_only_fields = ["id"]
        extra_kwargs = {"starts_at": {"required": False}}


class StepView(ApiView):
    """A step of one application; If-Match names the version that was read."""

    actions = {"POST": "applications.move"}

    def application(self):
        return managed(self.request, self.kwargs["pk"])

    def options_of(self):
        return {"by": self.request.user, "version": version_of(self.request)}


class Move(StepView):
    @extend_schema(request=StageReference, responses=ApplicationBody)
    @idempotent
    def post(self, request, pk):
        """Move an application into another stage of its opening."""
        application = self.application()
        body = validated(StageReference, request)
        to = get_object_or_404(Stage, opening=application.opening_id, pk=body["to"])
        moves.move(application, to, reason=body["reason"], **self.options_of())
        return answer(application, request)


class Reject(StepView):
    @extend_schema(request=ReasonBody, responses=ApplicationBody)
    @idempotent
    def post(self, request, pk):
        """Reject an application, with a written reason."""
        application = self.application()
        moves.reject(application, **validated(ReasonBody, request), **self.options_of())
        return answer(application, request)


class Withdraw(StepView):
    @extend_schema(request=ReasonBody, responses=ApplicationBody)
    @idempotent
    def post(self, request, pk):
        """Note that the candidate withdrew, and why."""
        application = self.application()
        moves.withdraw(application, **validated(ReasonBody, request), **self.options_of())
        return answer(application, request)


class Reinstate(StepView):
    @extend_schema(request=NoBody, responses=ApplicationBody)
    @idempotent
    def post(self, request, pk):
        """Bring a closed application back to where it was."""
        application = self.application()
        moves.reinstate(application, **self.options_of())
        return answer(application, request)


class Undo(StepView):
    @extend_schema(request=NoBody, responses=ApplicationBody)
    @idempotent
    def post(self, request, pk):
        """Undo the latest move that stands, by a further row of history."""
        application = self.application()
        moves.undo(application, **self.options_of())
        return answer(application, request)


class Holds(ApiList):
    """Pauses of an application's clock."""

    actions = {"GET": "applications.hold", "POST": "applications.hold"}
    serializer_class = HoldBody

    def get_queryset(self):
        application = managed(self.request, self.kwargs["pk"])
        return application.holds.all() if not is_hidden(application) else application.holds.none()

    @extend_schema(request=HoldBody, responses={201: HoldBody})
    @idempotent
    def post(self, request, pk):
        """Pause the clock, with a reason."""
        application = managed(request, pk)
        made = hold(application, by=request.user, **validated(HoldBody, request))
        return Response(HoldBody(made).data, status=201)


class Release(ApiView):
    """The end of a hold."""

    actions = {"POST": "applications.hold"}

    @extend_schema(request=NoBody, responses=HoldBody)
    def post(self, request, pk, hold_id):
        """End a hold now."""
        found = get_object_or_404(managed(request, pk).holds, pk=hold_id)
        return Response(HoldBody(release(found, by=request.user)).data)


def managed(request, pk):
    """The application, where the token's person may move it."""
    applications = Application.objects.managed_by(request.user)
    return get_object_or_404(applications.select_related("stage", "opening"), pk=pk)
