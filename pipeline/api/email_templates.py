"""API: the company's own templates for messages."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.mailing import own_templates as rules
from pipeline.mailing.writing import LONGEST_TEXT
from pipeline.models import EmailTemplate


class OwnTemplateBody(serializers.ModelSerializer):
    """`body` is Markdown; fields in braces are filled in for each candidate."""

    name = serializers.CharField(max_length=120)
    body = serializers.CharField(max_length=LONGEST_TEXT)

    class Meta:
        model = EmailTemplate
        fields = ["id", "name", "subject", "body", "updated_at"]
        read_only_fields = ["id", "updated_at"]


class OwnTemplates(ApiList):
    """The company's own templates, the newest first."""

    actions = {"GET": "emails.edit", "POST": "emails.edit"}
    serializer_class = OwnTemplateBody
    queryset = EmailTemplate.objects.filter(is_own=True)

    @extend_schema(request=OwnTemplateBody, responses={201: OwnTemplateBody})
    @idempotent
    @transaction.atomic
    def post(self, request):
        """Add one. A field that no message has is refused (422), with those that there are."""
        template = rules.add_template(by=request.user, **validated(OwnTemplateBody, request))
        return Response(OwnTemplateBody(template).data, status=201)


class OneOwnTemplate(ApiView):
    """One of them: its words, and away with it."""

    actions = {"PATCH": "emails.edit", "DELETE": "emails.edit"}

    @extend_schema(request=OwnTemplateBody, responses=OwnTemplateBody)
    def patch(self, request, pk):
        template = get_object_or_404(EmailTemplate, pk=pk, is_own=True)
        words = {name: getattr(template, name) for name in ("name", "subject", "body")}
        words |= validated(OwnTemplateBody, request, partial=True)
        return Response(
            OwnTemplateBody(rules.edit_template(template, by=request.user, **words)).data
        )

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        template = get_object_or_404(EmailTemplate, pk=pk, is_own=True)
        rules.delete_template(template, by=request.user)
        return Response(status=204)


class RestoreOwnTemplate(ApiView):
    """Bring back a template that the token's person deleted within the hour."""

    actions = {"POST": "emails.edit"}

    @extend_schema(request=NoBody, responses=OwnTemplateBody)
    def post(self, request, pk):
        try:
            template = rules.restore_template(pk, by=request.user)
        except EmailTemplate.DoesNotExist as missing:
            raise Http404 from missing
        return Response(OwnTemplateBody(template).data)
