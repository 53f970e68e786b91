"""API: notes on an application, and how any note reads."""

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, validated
from pipeline.api.moves import managed
from pipeline.blind.reading import blind_text
from pipeline.models import Note
from pipeline.notes import notes_of, write_note


class NoteBody(serializers.ModelSerializer):
    """A name after an @ mentions a colleague, who is told; `mentions` are their names."""

    author = serializers.CharField(source="author.name", read_only=True, default="")
    mentions = serializers.SerializerMethodField()

    class Meta:
        model = Note
        fields = ["id", "text", "author", "mentions", "created_at"]
        read_only_fields = ["id", "created_at"]

    def get_mentions(self, note) -> list[str]:
        if hasattr(note, "mentioned"):
            return note.mentioned
        return list(note.mentions.values_list("person__name", flat=True))


class ApplicationNotes(ApiList):
    """Notes on an application and on its person, the newest first."""

    actions = {"GET": "notes.write", "POST": "notes.write"}
    serializer_class = NoteBody

    def get_queryset(self):
        return notes_of(self.application(), self.request.user)

    def application(self):
        return managed(self.request, self.kwargs["pk"])

    def paginate_queryset(self, queryset):
        """Of somebody who is hidden, notes are read as the page has them: without names."""
        page, application = super().paginate_queryset(queryset), self.application()
        for note in page:
            note.text = blind_text(note.text, application)
        return page

    @extend_schema(request=NoteBody, responses={201: NoteBody})
    @idempotent
    @transaction.atomic
    def post(self, request, pk):
        """Write a note. A mention that is unclear or reaches nobody is refused."""
        row, text = self.application(), validated(NoteBody, request)["text"]
        note = write_note(row.candidate, by=request.user, text=text, application=row)
        return Response(NoteBody(note).data, status=201)
