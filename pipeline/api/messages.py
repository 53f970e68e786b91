"""API: messages to and from candidates."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.blind.reading import refuse_hidden
from pipeline.mailing import sending
from pipeline.mailing.conversations import messages_visible_to
from pipeline.mailing.settling import settle
from pipeline.mailing.states import state_of
from pipeline.mailing.steps import TOO_LATE, hasten, recall
from pipeline.mailing.writing import LONGEST_TEXT, preview_letter, rewrite_message, write_message
from pipeline.models import Application, EmailTemplate, Message


class MessageBody(serializers.ModelSerializer):
    """`text` is Markdown in what goes out, and plain text in what came in."""

    application = serializers.UUIDField(source="thread.application_id", allow_null=True)
    by = serializers.CharField(source="author.name", default="")
    state = serializers.SerializerMethodField(
        help_text="planned, leaving, delayed, sent, delivered, bounced, not_sent, taken_back; "
        "waiting, received, automatic"
    )
    state_at = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField(help_text="Why it did not arrive, or is late.")

    class Meta:
        model = Message
        fields = [
            *("id", "application", "direction", "kind", "by", "from_address", "to_address"),
            *("subject", "text", "state", "state_at", "why", "created_at", "answered_at"),
        ]

    def get_state(self, message) -> str:
        return state_of(message).name

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_state_at(self, message):
        return state_of(message).at

    def get_why(self, message) -> str:
        return state_of(message).why


class WriteBody(serializers.Serializer):
    """With `template` its words serve where none are given."""

    subject = serializers.CharField(max_length=200, required=False)
    text = serializers.CharField(max_length=LONGEST_TEXT, required=False)
    template = serializers.UUIDField(required=False, allow_null=True)
    due_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate(self, fields):
        key = fields.pop("template", None)
        template = get_object_or_404(EmailTemplate, pk=key, is_own=True) if key else None
        for name, words in (("subject", "subject"), ("text", "body")):
            if name not in fields and template is None:
                raise serializers.ValidationError({name: "Write it, or name a template."})
            fields.setdefault(name, getattr(template, words, ""))
        return {**fields, "template": template}


class ChangeBody(serializers.Serializer):
    subject = serializers.CharField(max_length=200, required=False)
    text = serializers.CharField(max_length=LONGEST_TEXT, required=False)
    due_at = serializers.DateTimeField(required=False)


class LetterBody(serializers.Serializer):
    """A message as its candidate would get it; `problem` says why it cannot be sent."""

    sender = serializers.CharField()
    to = serializers.CharField()
    reply_to = serializers.CharField()
    subject = serializers.CharField()
    plain = serializers.CharField()
    html = serializers.CharField()
    problem = serializers.CharField()


class Messages(ApiList):
    """The conversation about one application, the newest message first."""

    actions = {"GET": "messages.view", "POST": "messages.write"}
    serializer_class = MessageBody

    def get_queryset(self):
        application = application_of(self.request, self.kwargs["pk"])
        return messages_visible_to(self.request.user).filter(thread__application=application)

    @extend_schema(request=WriteBody, responses={201: MessageBody})
    @idempotent
    @transaction.atomic
    def post(self, request, pk):
        """Write to the candidate: in a moment, or at `due_at`. An empty field blocks it (422)."""
        application = application_of(request, pk)
        message = write_message(application, by=request.user, **validated(WriteBody, request))
        return Response(MessageBody(message).data, status=201)


class MessagePreview(ApiView):
    """What would be sent, to the letter; nothing is."""

    actions = {"POST": "messages.write"}

    @extend_schema(request=WriteBody, responses=LetterBody)
    def post(self, request, pk):
        words = validated(WriteBody, request)
        application = application_of(request, pk)
        subject, text = words["subject"], words["text"]
        letter = preview_letter(application, by=request.user, subject=subject, text=text)
        return Response(LetterBody(letter).data)


class PlannedMessages(ApiList):
    """What waits to leave, the newest first."""

    actions = {"GET": "messages.view"}
    serializer_class = MessageBody

    def get_queryset(self):
        waiting = {f"outbox__{name}": None for name in ("sent_at", "given_up_at", "cancelled_at")}
        rows = messages_visible_to(self.request.user)
        return rows.filter(outbox__isnull=False, **waiting)


class OneMessage(ApiView):
    """One message; while it waits, its words and its hour may change."""

    actions = {"GET": "messages.view", "PATCH": "messages.write"}

    @extend_schema(responses=MessageBody)
    def get(self, request, pk):
        return Response(MessageBody(message_of(request, pk)).data)

    @extend_schema(request=ChangeBody, responses=MessageBody)
    def patch(self, request, pk):
        message = message_of(request, pk)
        words = {"subject": message.subject, "text": message.text}
        words |= validated(ChangeBody, request)
        if message.thread.application is None:
            raise sending.Unsendable(TOO_LATE)
        rewrite_message(message, by=request.user, **words)
        return self.get(request, pk)


class MessageStep(ApiView):
    """A step of one message, refused (422) where it is too late for it."""

    actions = {"POST": "messages.write"}
    refusal = TOO_LATE

    @extend_schema(request=NoBody, responses=MessageBody)
    def post(self, request, pk):
        if not self.take(message_of(request, pk), by=request.user):
            raise sending.Unsendable(self.refusal)
        return Response(MessageBody(message_of(request, pk)).data)

    def take(self, message, *, by) -> bool:
        """Take the step; say whether it could be."""
        raise NotImplementedError


class TakeBackMessage(MessageStep):
    """Keep a message from leaving."""

    def take(self, message, *, by):
        recall(message, by=by)
        return True


class SendMessageNow(MessageStep):
    """Let a planned message leave now."""

    def take(self, message, *, by):
        hasten(message, by=by)
        return True


class TryMessageAgain(MessageStep):
    """Try a message again that could not be sent; its Message-ID stays."""

    refusal = "This message has left, or is on its way."

    def take(self, message, *, by):
        return sending.try_again(message, by=by)


class SettleMessage(MessageStep):
    """Say that what came in needs no answer."""

    refusal = "This message waits for no answer."

    def take(self, message, *, by):
        return settle(message, by=by)


def application_of(request, pk) -> Application:
    """The application, of somebody who is not hidden from the token's person."""
    rows = Application.objects.managed_by(request.user)
    rows = rows.select_related("candidate", "opening", "stage", "owner")
    application = get_object_or_404(rows, pk=pk)
    refuse_hidden(application.candidate)
    return application


def message_of(request, pk) -> Message:
    return get_object_or_404(messages_visible_to(request.user), pk=pk)
