"""API: mail that came in and of which nobody was found."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.api.messages import MessageBody, message_of
from pipeline.mailing import filing
from pipeline.mailing.reading_people import reachable_by
from pipeline.models import InboundMail
from pipeline.models.messages import InboundState


class UnmatchedBody(serializers.ModelSerializer):
    class Meta:
        model = InboundMail
        fields = ["id", "from_address", "subject", "problem", "received_at"]


class FileBody(serializers.Serializer):
    application = serializers.UUIDField()


class UnmatchedMail(ApiList):
    """What waits to be filed, the newest first."""

    actions = {"GET": "mail.file"}
    serializer_class = UnmatchedBody
    queryset = InboundMail.objects.filter(state=InboundState.UNMATCHED).defer("raw")


class FileMail(ApiView):
    """Put a mail into the conversation with a candidate."""

    actions = {"POST": "mail.file"}

    @extend_schema(request=FileBody, responses=MessageBody)
    def post(self, request, pk):
        row = get_object_or_404(InboundMail, pk=pk)
        key = validated(FileBody, request)["application"]
        application = get_object_or_404(reachable_by(request.user), pk=key)
        message = filing.file_mail(row, application, by=request.user)
        return Response(MessageBody(message_of(request, message.pk)).data)


class PutMailAside(ApiView):
    """Take a mail that concerns nobody out of the list."""

    actions = {"POST": "mail.file"}

    @extend_schema(request=NoBody, responses={204: None})
    def post(self, request, pk):
        filing.put_aside(
            get_object_or_404(InboundMail.objects.defer("raw"), pk=pk), by=request.user
        )
        return Response(status=204)
