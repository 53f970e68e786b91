"""API: talent pools, who is in them, and taking them into an opening."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated
from pipeline.forms.pools import LONGEST_TEXT
from pipeline.forms.selections import MOST_PEOPLE
from pipeline.models import Opening, Pool, PoolPlace
from pipeline.people import pools as rules
from pipeline.people.pool_pages import people_of, pools_for


class PoolBody(serializers.ModelSerializer):
    purpose = serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)

    class Meta:
        model = Pool
        fields = ["id", "name", "purpose", "is_retired", "created_at"]
        read_only_fields = ["id", "created_at"]
        validators = ()


class PlaceBody(serializers.ModelSerializer):
    candidate = serializers.UUIDField(source="candidate_id")
    name = serializers.CharField(source="candidate.name", read_only=True)
    note = serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)

    class Meta:
        model = PoolPlace
        fields = ["id", "candidate", "name", "note", "created_at"]
        read_only_fields = ["id", "created_at"]


class SourcingBody(serializers.Serializer):
    opening = serializers.SlugField(help_text="The opening's ref.")
    candidates = serializers.ListField(
        child=serializers.UUIDField(), allow_empty=False, max_length=MOST_PEOPLE
    )


class SourcedBody(serializers.Serializer):
    applications = serializers.ListField(child=serializers.UUIDField())
    already = serializers.ListField(child=serializers.UUIDField())


class Pools(ApiList):
    """Talent pools, the newest first."""

    actions = {"GET": "pools.view", "POST": "pools.edit"}
    serializer_class = PoolBody

    def get_queryset(self):
        return pools_for(self.request.user)

    @extend_schema(request=PoolBody, responses={201: PoolBody})
    @idempotent
    @transaction.atomic
    def post(self, request):
        fields = validated(PoolBody, request)
        fields.pop("is_retired", None)
        return Response(PoolBody(rules.create_pool(by=request.user, **fields)).data, status=201)


class OnePool(ApiView):
    """One pool: its name and purpose, and whether it is retired."""

    actions = {"PATCH": "pools.edit"}

    @extend_schema(request=PoolBody(partial=True), responses=PoolBody)
    def patch(self, request, pk):
        changes = validated(PoolBody, request, partial=True)
        pool = rules.change_pool(get_object_or_404(Pool, pk=pk), by=request.user, **changes)
        return Response(PoolBody(pool).data)


class PoolPeople(ApiList):
    """Who is in a pool, of the people that the token's person may change, the newest first."""

    actions = {"GET": "pools.view", "POST": "pools.edit"}
    serializer_class = PlaceBody

    def get_queryset(self):
        pool = get_object_or_404(Pool, pk=self.kwargs["pk"])
        places = pool.places.filter(candidate__in=people_of(self.request.user).values("pk"))
        return places.select_related("candidate")

    @extend_schema(request=PlaceBody, responses={201: PlaceBody})
    @idempotent
    @transaction.atomic
    def post(self, request, pk):
        """Put somebody into the pool; who is in it already stays as they are."""
        pool, fields = get_object_or_404(Pool, pk=pk), validated(PlaceBody, request)
        person = get_object_or_404(people_of(request.user), pk=fields["candidate_id"])
        rules.put_in_pool(pool, [person], by=request.user, note=fields.get("note", ""))
        place = pool.places.select_related("candidate").get(candidate=person)
        return Response(PlaceBody(place).data, status=201)


class PoolPerson(ApiView):
    """Take somebody out of a pool."""

    actions = {"DELETE": "pools.edit"}

    @extend_schema(responses={204: None})
    def delete(self, request, pk, place_id):
        places = PoolPlace.objects.filter(candidate__in=people_of(request.user).values("pk"))
        rules.take_out(get_object_or_404(places, pool=pk, pk=place_id), by=request.user)
        return Response(status=204)


class PoolApplications(ApiView):
    """Bring people of a pool into a running opening, as people whom we write to first."""

    actions = {"POST": "candidates.edit"}

    @extend_schema(request=SourcingBody, responses=SourcedBody)
    @idempotent
    @transaction.atomic
    def post(self, request, pk):
        pool, asked = get_object_or_404(Pool, pk=pk), validated(SourcingBody, request)
        openings = Opening.objects.visible_to(request.user).running()
        opening = get_object_or_404(openings, ref=asked["opening"])
        here = pool.places.filter(candidate__in=asked["candidates"]).values("candidate")
        people = people_of(request.user).filter(pk__in=here)
        rule = request.company.clock_start
        taken = rules.take_into_opening(people, opening, by=request.user, rule=rule)
        body = {
            "applications": [row.pk for row in taken.applications],
            "already": [person.pk for person in taken.already],
        }
        return Response(SourcedBody(body).data)
