"""API: tags, and whom they are put on."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated
from pipeline.models import Candidate, Tag
from pipeline.people import tags as rules


class TagBody(serializers.ModelSerializer):
    """`number` is how many people the token's person finds under it."""

    number = serializers.IntegerField(read_only=True)

    class Meta:
        model = Tag
        fields = ["id", "name", "number"]


class TagNameBody(serializers.Serializer):
    name = serializers.CharField(max_length=rules.LONGEST_NAME)


class MergeTagBody(serializers.Serializer):
    into = serializers.UUIDField()


class NamedTagBody(serializers.ModelSerializer):
    class Meta:
        model = Tag
        fields = ["id", "name"]


class Tags(ApiList):
    """Every tag of the company, the newest first."""

    actions = {"GET": "tags.edit"}
    serializer_class = TagBody

    def get_queryset(self):
        user = self.request.user
        return rules.with_numbers(Candidate.objects.managed_by(user).named_for(user))


class OneTag(ApiView):
    """One tag: its name, and away with it."""

    actions = {"PATCH": "tags.edit", "DELETE": "tags.edit"}

    @extend_schema(request=TagNameBody, responses=NamedTagBody)
    def patch(self, request, pk):
        tag = get_object_or_404(Tag, pk=pk)
        name = validated(TagNameBody, request)["name"]
        return Response(NamedTagBody(rules.rename_tag(tag, name, by=request.user)).data)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        rules.delete_tag(get_object_or_404(Tag, pk=pk), by=request.user)
        return Response(status=204)


class MergeTag(ApiView):
    """Put the tag `into` on everyone who has this one, which is there no longer."""

    actions = {"POST": "tags.edit"}

    @extend_schema(request=MergeTagBody, responses=NamedTagBody)
    def post(self, request, pk):
        kept = get_object_or_404(Tag, pk=validated(MergeTagBody, request)["into"])
        rules.merge_tags(get_object_or_404(Tag, pk=pk), kept, by=request.user)
        return Response(NamedTagBody(kept).data)


class CandidateTags(ApiList):
    """The tags of one person, the newest first."""

    actions = {"GET": "tags.edit", "POST": "tags.edit"}
    serializer_class = NamedTagBody

    def candidate(self):
        people = Candidate.objects.managed_by(self.request.user).named_for(self.request.user)
        return get_object_or_404(people, pk=self.kwargs["pk"])

    def get_queryset(self):
        return Tag.objects.filter(taggings__candidate=self.candidate().pk)

    @extend_schema(request=TagNameBody, responses={201: NamedTagBody})
    @idempotent
    @transaction.atomic
    def post(self, request, pk):
        """Put a tag on the person; a new one is made on the fly."""
        name = validated(TagNameBody, request)["name"]
        tag, _ = rules.tag_people([self.candidate()], name, by=request.user)
        return Response(NamedTagBody(tag).data, status=201)


class CandidateTag(ApiView):
    """Take a tag off a person."""

    actions = {"DELETE": "tags.edit"}

    @extend_schema(responses={204: None})
    def delete(self, request, pk, tag_id):
        person = get_object_or_404(Candidate.objects.managed_by(request.user), pk=pk)
        tag = get_object_or_404(Tag, pk=tag_id)
        rules.untag_people([person.pk], tag, by=request.user)
        return Response(status=204)
