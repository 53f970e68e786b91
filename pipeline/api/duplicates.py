"""API: records that may be one person, merging them, and keeping them apart."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.api.candidates import CandidateBody
from pipeline.merging import merging, unmerging
from pipeline.merging.duplicates import Group, groups_of, read_groups
from pipeline.merging.fields import CHOSEN
from pipeline.merging.merging import MOST_AT_ONCE
from pipeline.models import Candidate, Merge, TwoPeople

GROUPS_A_PAGE = 50


class PairBody(serializers.Serializer):
    first = serializers.UUIDField(source="first.pk")
    second = serializers.UUIDField(source="second.pk")
    kinds = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())


class GroupBody(serializers.Serializer):
    """Records that hang together by pairs."""

    people = CandidateBody(many=True)
    pairs = PairBody(many=True)


class GroupsBody(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.IntegerField(allow_null=True, help_text="The next `page`; null at the end.")
    results = GroupBody(many=True)


class PageAsked(serializers.Serializer):
    page = serializers.IntegerField(min_value=1, max_value=100_000, default=1)


class MergeOrder(serializers.Serializer):
    """`choices` names for a field the record whose value holds."""

    kept = serializers.UUIDField()
    gone = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_AT_ONCE)
    choices = serializers.DictField(child=serializers.UUIDField(), required=False, default=dict)

    def validate_choices(self, choices):
        if set(choices) - set(CHOSEN):
            raise serializers.ValidationError(f"Fields to choose: {', '.join(CHOSEN)}.")
        return choices


class MergeBody(serializers.ModelSerializer):
    class Meta:
        model = Merge
        fields = ["id", "kept", "gone", "by", "created_at", "undone_at", "undone_by"]
        read_only_fields = fields


class PartedBody(serializers.Serializer):
    """The two records, and sentences on what could not be set back."""

    kept = serializers.UUIDField(source="kept.pk")
    gone = serializers.UUIDField(source="gone.pk")
    left = serializers.ListField(child=serializers.CharField())


class TwoPeopleBody(serializers.ModelSerializer):
    first = serializers.UUIDField(source="first_id")
    second = serializers.UUIDField(source="second_id")

    class Meta:
        model = TwoPeople
        fields = ["id", "first", "second", "by", "created_at"]
        read_only_fields = ["id", "by", "created_at"]


class Duplicates(ApiView):
    """Groups of records that may be one person, the most alike first."""

    actions = {"GET": "candidates.merge"}

    @extend_schema(responses=GroupsBody, parameters=[OpenApiParameter("page", int)])
    def get(self, request):
        asked = PageAsked(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        page, groups = asked.validated_data["page"], groups_of(request.user)
        start = (page - 1) * GROUPS_A_PAGE
        shown: list[Group] = read_groups(groups[start : start + GROUPS_A_PAGE], request.user)
        has_next = len(groups) > start + GROUPS_A_PAGE
        body = {"count": len(groups), "next": page + 1 if has_next else None, "results": shown}
        return Response(GroupsBody(body).data)


class Merges(ApiList):
    """Merges, the newest first."""

    actions = {"GET": "candidates.merge", "POST": "candidates.merge"}
    serializer_class = MergeBody

    def get_queryset(self):
        return _known_merges(self.request)

    @extend_schema(request=MergeOrder, responses={201: MergeBody(many=True)})
    @idempotent
    def post(self, request):
        """Merge records of one person into the one that is kept; all or none."""
        order = validated(MergeOrder, request)
        kept, *others = [_known(request, key) for key in (order["kept"], *order["gone"])]
        merges = merging.merge(kept, others, by=request.user, choices=order["choices"])
        return Response(MergeBody(merges, many=True).data, status=201)


class UndoMerge(ApiView):
    """The way back from a merge."""

    actions = {"POST": "candidates.merge"}

    @extend_schema(request=NoBody, responses=PartedBody)
    @idempotent
    def post(self, request, pk):
        """Part two records again; `left` says what could not be set back."""
        merge = get_object_or_404(_known_merges(request), pk=pk)
        return Response(PartedBody(unmerging.undo_merge(merge, by=request.user)).data)


class PairsKeptApart(ApiList):
    """Pairs that are two people, as somebody said; the newest first."""

    actions = {"GET": "candidates.merge", "POST": "candidates.merge"}
    serializer_class = TwoPeopleBody

    def get_queryset(self):
        known = _known_keys(self.request)
        return TwoPeople.objects.filter(first__in=known, second__in=known)

    @extend_schema(request=TwoPeopleBody, responses={201: TwoPeopleBody})
    @idempotent
    def post(self, request):
        """Say that two records are two people; they are suggested no more."""
        pair = validated(TwoPeopleBody, request)
        first, second = _known(request, pair["first_id"]), _known(request, pair["second_id"])
        said = merging.say_two_people(first, second, by=request.user)
        return Response(TwoPeopleBody(said).data, status=201)


class OnePairKeptApart(ApiView):
    """A pair that somebody said are two people."""

    actions = {"DELETE": "candidates.merge"}

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        """Take it back: they may be suggested again."""
        known = _known_keys(request)
        pairs = TwoPeople.objects.filter(first__in=known, second__in=known)
        said = get_object_or_404(pairs.select_related("first", "second"), pk=pk)
        merging.unsay_two_people(said.first, said.second, by=request.user)
        return Response(status=204)


def _known(request, key) -> Candidate:
    """A record, gone ones too: the rule says where one went."""
    return get_object_or_404(Candidate.objects.known_to(request.user), pk=key)


def _known_keys(request):
    return Candidate.objects.known_to(request.user).values("pk")


def _known_merges(request):
    known = _known_keys(request)
    return Merge.objects.filter(kept__in=known, gone__in=known)
