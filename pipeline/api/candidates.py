"""API: candidates and the notes about them."""

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated
from pipeline.blind.reading import refuse_hidden
from pipeline.candidates import add_candidate, change_candidate
from pipeline.models import Application, Candidate, Note
from pipeline.notes import write_note


class CandidateBody(serializers.ModelSerializer):
    class Meta:
        model = Candidate
        fields = ["id", "name", "email", "phone", "location", "links", "created_at"]
        read_only_fields = ["id", "created_at"]


class NamedCandidateBody(serializers.ModelSerializer):
    """What a panel is told of a person: who it is, not how to reach them."""

    class Meta:
        model = Candidate
        fields = ["id", "name"]


class MovedBody(serializers.Serializer):
    """The record that this one was merged into."""

    merged_into = serializers.UUIDField()


class NoteBody(serializers.ModelSerializer):
    author = serializers.CharField(source="author.name", read_only=True, default="")

    class Meta:
        model = Note
        fields = ["id", "text", "author", "created_at"]
        read_only_fields = ["id", "created_at"]


class Candidates(ApiList):
    """People that the token's person may change, the newest first; `?email=` finds one."""

    actions = {"GET": "candidates.list", "POST": "candidates.edit"}
    serializer_class = CandidateBody

    def get_queryset(self):
        candidates = Candidate.objects.managed_by(self.request.user)
        email = self.request.query_params.get("email", "").replace("\0", "")
        return candidates.with_email(email) if email else candidates

    @extend_schema(request=CandidateBody, responses={201: CandidateBody})
    @idempotent
    def post(self, request):
        """Add a person; an application is another step."""
        candidate = add_candidate(by=request.user, **validated(CandidateBody, request))
        return Response(CandidateBody(candidate).data, status=201)


class OneCandidate(ApiView):
    """One person."""

    actions = {"GET": "candidates.view", "PATCH": "candidates.edit"}

    @extend_schema(responses={200: CandidateBody, 301: MovedBody})
    def get(self, request, pk):
        """Read a person; a record that was merged says which one was kept."""
        people = Candidate.objects.visible_to(request.user)
        candidate = people.filter(pk=pk).first()
        if candidate is None:
            return _moved_to(get_object_or_404(people, merged_records=pk))
        manages = Candidate.objects.managed_by(request.user).filter(pk=pk).exists()
        body = CandidateBody if manages else NamedCandidateBody
        return Response(body(candidate).data)

    @extend_schema(request=CandidateBody(partial=True), responses=CandidateBody)
    def patch(self, request, pk):
        candidate = get_object_or_404(Candidate.objects.managed_by(request.user), pk=pk)
        refuse_hidden(candidate)
        fields = validated(CandidateBody, request, partial=True)
        return Response(CandidateBody(change_candidate(candidate, by=request.user, **fields)).data)


def _moved_to(kept: Candidate) -> Response:
    """An answer that nobody is to remember: a merge can be undone."""
    headers = {"Location": f"/api/v1/candidates/{kept.pk}/", "Cache-Control": "no-store"}
    return Response({"merged_into": str(kept.pk)}, status=301, headers=headers)


class Notes(ApiList):
    """Notes about a person and on applications one manages, the newest first."""

    actions = {"GET": "notes.write", "POST": "notes.write"}
    serializer_class = NoteBody

    def candidate(self):
        candidates = Candidate.objects.managed_by(self.request.user)
        return get_object_or_404(candidates, pk=self.kwargs["pk"])

    def get_queryset(self):
        seen = Application.objects.managed_by(self.request.user).values("pk")
        notes = self.candidate().notes.filter(Q(application=None) | Q(application__in=seen))
        return notes.select_related("author")

    @extend_schema(request=NoteBody, responses={201: NoteBody})
    @idempotent
    @transaction.atomic
    def post(self, request, pk):
        text = validated(NoteBody, request)["text"]
        note = write_note(self.candidate(), by=request.user, text=text)
        return Response(NoteBody(note).data, status=201)
