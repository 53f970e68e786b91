"""API: deadlines of an application."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.api.moves import managed
from pipeline.automations import deadlines
from pipeline.models import Application, Deadline


class DeadlineBody(serializers.ModelSerializer):
    """A day by which the candidate, or somebody of ours, has to do something."""

    class Meta:
        model = Deadline
        fields = [
            "id",
            "what",
            "due_at",
            "is_for_candidate",
            "stage",
            "met_at",
            "dropped_at",
            "passed_at",
        ]
        read_only_fields = ["id", "stage", "met_at", "dropped_at", "passed_at"]


class Deadlines(ApiList):
    """The deadlines of an application, the newest first."""

    actions = {"GET": "candidates.edit", "POST": "candidates.edit"}
    serializer_class = DeadlineBody

    def get_queryset(self):
        return managed(self.request, self.kwargs["pk"]).deadlines.all()

    @extend_schema(request=DeadlineBody, responses={201: DeadlineBody})
    @idempotent
    def post(self, request, pk):
        """Set a deadline for as long as the application stands in its stage."""
        application = managed(request, pk)
        body = {"is_for_candidate": False, **validated(DeadlineBody, request)}
        row = deadlines.set_deadline(application, by=request.user, stage=application.stage, **body)
        return Response(DeadlineBody(row).data, status=201)


class EndView(ApiView):
    actions = {"POST": "candidates.edit"}

    def deadline(self) -> Deadline:
        seen = Application.objects.managed_by(self.request.user).values("pk")
        return get_object_or_404(Deadline, pk=self.kwargs["pk"], application__in=seen)

    def answer(self):
        return Response(DeadlineBody(self.deadline()).data)


class MeetDeadline(EndView):
    @extend_schema(request=NoBody, responses=DeadlineBody)
    def post(self, request, pk):
        """Note that it was done."""
        deadlines.meet_deadline(self.deadline(), by=request.user)
        return self.answer()


class DropDeadline(EndView):
    @extend_schema(request=NoBody, responses=DeadlineBody)
    def post(self, request, pk):
        """Ask for it no longer."""
        deadlines.drop_deadline(self.deadline(), by=request.user)
        return self.answer()


class ReopenDeadline(EndView):
    @extend_schema(request=NoBody, responses=DeadlineBody)
    def post(self, request, pk):
        """Undo either."""
        deadlines.reopen_deadline(self.deadline(), by=request.user)
        return self.answer()
