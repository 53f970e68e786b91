"""API: the evidence record of a person, and the marks of who checked what."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.forms.works import EARLIEST_YEAR, LONGEST_TEXT, check_link
from pipeline.models import Candidate, Work
from pipeline.people import works as rules


class WorkBody(serializers.ModelSerializer):
    url = serializers.CharField(max_length=500, required=False, allow_blank=True)
    year = serializers.IntegerField(
        min_value=EARLIEST_YEAR, max_value=9999, required=False, allow_null=True
    )
    contribution = serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    verified_by = serializers.CharField(source="verified_by.name", read_only=True, default=None)

    class Meta:
        model = Work
        fields = ["id", *rules.CONTENT, "verified_by", "verified_at", "verification", "created_at"]
        read_only_fields = ["id", "verified_at", "verification", "created_at"]
        validators = ()

    def validate_url(self, url):
        if url:
            check_link(url)
        return url


class VerifyBody(serializers.Serializer):
    verification = serializers.CharField(max_length=LONGEST_TEXT)


class Works(ApiList):
    """The evidence record of one person, the newest first."""

    actions = {"GET": "candidates.view", "POST": "candidates.edit"}
    serializer_class = WorkBody

    def get_queryset(self):
        works = Work.objects.visible_to(self.request.user)
        people = Candidate.objects.visible_to(self.request.user)
        candidate = get_object_or_404(people, pk=self.kwargs["pk"])
        return works.filter(candidate=candidate.pk).select_related("verified_by")

    @extend_schema(request=WorkBody, responses={201: WorkBody})
    @idempotent
    @transaction.atomic
    def post(self, request, pk):
        candidate = get_object_or_404(Candidate.objects.managed_by(request.user), pk=pk)
        work = rules.add_work(candidate, by=request.user, **validated(WorkBody, request))
        return Response(WorkBody(work).data, status=201)


class OneWork(ApiView):
    """One work; a change takes the mark off."""

    actions = {"PATCH": "candidates.edit", "DELETE": "candidates.edit"}

    @extend_schema(request=WorkBody(partial=True), responses=WorkBody)
    def patch(self, request, pk):
        work = get_object_or_404(Work.objects.managed_by(request.user), pk=pk)
        content = validated(WorkBody, request, partial=True)
        return Response(WorkBody(rules.change_work(work, by=request.user, **content)).data)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        work = get_object_or_404(Work.objects.managed_by(request.user), pk=pk)
        rules.remove_work(work, by=request.user)
        return Response(status=204)


class VerifyWork(ApiView):
    """Say that one has checked a work, and how."""

    actions = {"POST": "works.verify"}

    @extend_schema(request=VerifyBody, responses=WorkBody)
    def post(self, request, pk):
        work = get_object_or_404(Work.objects.visible_to(request.user), pk=pk)
        words = validated(VerifyBody, request)["verification"]
        return Response(WorkBody(rules.verify_work(work, by=request.user, words=words)).data)


class TakeBackMark(ApiView):
    """Take the mark off a work."""

    actions = {"POST": "works.verify"}

    @extend_schema(request=NoBody, responses=WorkBody)
    def post(self, request, pk):
        work = get_object_or_404(Work.objects.visible_to(request.user), pk=pk)
        return Response(WorkBody(rules.take_back_mark(work, by=request.user)).data)
