"""API: templates of openings, and beginning openings with them or with another opening."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.api.openings import OpeningBody, visible_openings
from pipeline.copying.contents import Extent
from pipeline.copying.copies import open_plan, plan_copy, plan_of
from pipeline.copying.templates import (
    delete_template,
    rename_template,
    save_template,
    undo_change,
)
from pipeline.models import Level, OpeningTemplate, Specialization


class TemplateBody(serializers.ModelSerializer):
    """`content` is what it holds, as it was on the day it was kept."""

    class Meta:
        model = OpeningTemplate
        fields = ["id", "name", "content", "created_at"]
        read_only_fields = ["id", "content", "created_at"]
        # The rule says in a sentence that a name is taken.
        extra_kwargs = {"name": {"max_length": 120}}
        validators = []


class ExtentBody(serializers.Serializer):
    """What is taken along besides fields, job description, questions and stages."""

    weights = serializers.BooleanField(default=True)
    approvers = serializers.BooleanField(default=True)
    team = serializers.BooleanField(default=False)


class NewTemplateBody(ExtentBody):
    name = serializers.CharField(max_length=120)
    opening = serializers.UUIDField()


class StartBody(serializers.Serializer):
    """What takes the place of what the template or the other opening says."""

    title = serializers.CharField(max_length=160, required=False)
    specialization = serializers.SlugRelatedField(
        "key", queryset=Specialization.objects.in_use(), required=False
    )
    level = serializers.SlugRelatedField("key", queryset=Level.objects.all(), required=False)


class CloneBody(ExtentBody, StartBody):
    """How much comes along, and what takes the place of what the opening says."""


class BegunBody(serializers.Serializer):
    """The draft, and sentences about what did not come along."""

    opening = OpeningBody()
    left_out = serializers.ListField(child=serializers.CharField())


class OpeningTemplates(ApiList):
    """Templates of openings, the newest first."""

    actions = {"GET": "openings.edit", "POST": "openings.edit"}
    serializer_class = TemplateBody

    def get_queryset(self):
        return OpeningTemplate.objects.all()

    @extend_schema(request=NewTemplateBody, responses={201: TemplateBody})
    @idempotent
    def post(self, request):
        """Keep an opening as a template."""
        asked = validated(NewTemplateBody, request)
        opening = get_object_or_404(visible_openings(request), pk=asked.pop("opening"))
        name = asked.pop("name")
        template = save_template(opening, by=request.user, name=name, extent=Extent(**asked))
        return Response(TemplateBody(template).data, status=201)


class OneOpeningTemplate(ApiView):
    """One template of openings."""

    actions = {"GET": "openings.edit", "PATCH": "openings.edit", "DELETE": "openings.edit"}

    @extend_schema(responses=TemplateBody)
    def get(self, request, pk):
        return Response(TemplateBody(get_object_or_404(OpeningTemplate, pk=pk)).data)

    @extend_schema(request=TemplateBody, responses=TemplateBody)
    def patch(self, request, pk):
        """Call it otherwise."""
        template = get_object_or_404(OpeningTemplate, pk=pk)
        name = validated(TemplateBody, request)["name"]
        return Response(TemplateBody(rename_template(template, by=request.user, name=name)).data)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        """Offer it no longer; its undo brings it back."""
        delete_template(get_object_or_404(OpeningTemplate, pk=pk), by=request.user)
        return Response(status=204)


class UndoOpeningTemplate(ApiView):
    """The latest change of a template."""

    actions = {"POST": "openings.edit"}

    @extend_schema(request=NoBody, responses=TemplateBody)
    def post(self, request, pk):
        """Take back that it was renamed or deleted."""
        try:
            template = undo_change(pk, by=request.user)
        except OpeningTemplate.DoesNotExist:
            template = get_object_or_404(OpeningTemplate, pk=pk)
        return Response(TemplateBody(template).data)


class TemplateOpenings(ApiView):
    """Openings that begin with a template."""

    actions = {"POST": "openings.edit"}

    @extend_schema(request=StartBody, responses={201: BegunBody})
    @idempotent
    def post(self, request, pk):
        """Begin an opening with it, as a draft."""
        template = get_object_or_404(OpeningTemplate, pk=pk)
        given = validated(StartBody, request)
        return _begin(plan_of(template.content, by=request.user), given, by=request.user)


class OpeningClones(ApiView):
    """Openings that begin with another."""

    actions = {"POST": "openings.edit"}

    @extend_schema(request=CloneBody, responses={201: BegunBody})
    @idempotent
    def post(self, request, pk):
        """Begin an opening with what this one is now, as a draft."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        given = validated(CloneBody, request)
        extent = Extent(**{name: given.pop(name) for name in ("weights", "approvers", "team")})
        return _begin(plan_copy(opening, extent=extent, by=request.user), given, by=request.user)


def _begin(plan, given, *, by):
    opening = open_plan(plan, by=by, **given)
    begun = {"opening": opening, "left_out": plan.left_out}
    headers = {"ETag": f'"{opening.version}"'}
    return Response(BegunBody(begun).data, status=201, headers=headers)
