"""API: the mail that tells somebody of their rejection."""

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiView, NoBody, validated
from pipeline.api.moves import checked_words, managed
from pipeline.blind.reading import refuse_hidden
from pipeline.mailing.sending import Unsendable, send_now
from pipeline.rejections.letters import LONGEST_TEXT, Letter
from pipeline.rejections.planning import plan_anew, rewrite_rejection, stop_rejection
from pipeline.rejections.standing import read_rejection, standing_move

HAS_LEFT = "The mail has left already, or was taken back."


class RejectionBody(serializers.Serializer):
    """Where the mail stands: planned, sent, failed, stopped, none or unreachable."""

    state = serializers.CharField()
    due_at = serializers.SerializerMethodField()
    zone = serializers.CharField()
    subject = serializers.CharField(source="message.subject", default="")
    text = serializers.CharField(source="message.text", default="")

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_due_at(self, standing):
        mail = standing.message and standing.message.outbox
        return mail.due_at if mail else None


class WordsBody(serializers.Serializer):
    subject = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=LONGEST_TEXT)

    def validate_text(self, text):
        return checked_words(text)

    validate_subject = validate_text


class RejectionView(ApiView):
    actions = dict.fromkeys(("GET", "PATCH", "DELETE", "POST"), "applications.move")

    def standing(self):
        application = managed(self.request, self.kwargs["pk"])
        refuse_hidden(application.candidate)
        standing = read_rejection(application, self.request.company)
        if standing is None or standing.state == "told":
            raise Http404
        return standing

    def answer(self):
        return Response(RejectionBody(self.standing()).data)


class Rejection(RejectionView):
    """The mail of a rejection that stands."""

    @extend_schema(responses=RejectionBody)
    def get(self, request, pk):
        return self.answer()

    @extend_schema(request=WordsBody, responses=RejectionBody)
    def patch(self, request, pk):
        """Give it other words; where none waits, plan one."""
        standing, body = self.standing(), validated(WordsBody, request)
        letter, application = Letter(**body), standing.application
        if standing.can_change:
            rewrite_rejection(standing.message, letter, by=request.user)
        else:
            plan_anew(application, standing_move(application), letter, by=request.user)
        return self.answer()

    @extend_schema(request=NoBody, responses=RejectionBody)
    def delete(self, request, pk):
        """Send nothing after all."""
        standing = self.standing()
        if not (standing.message and stop_rejection(standing.message, by=request.user)):
            raise Unsendable(HAS_LEFT)
        return self.answer()


class SendRejection(RejectionView):
    """Send it at once."""

    @extend_schema(request=NoBody, responses=RejectionBody)
    def post(self, request, pk):
        standing = self.standing()
        if not (standing.message and send_now(standing.message, by=request.user)):
            raise Unsendable(HAS_LEFT)
        return self.answer()
