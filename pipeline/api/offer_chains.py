"""API: the chains of approvers of offers."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.accounts.roles import Role
from config.records.api.views import ApiView, validated
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import Place, steps_of
from pipeline.offering.finding import find_opening


class StepBody(serializers.Serializer):
    """A person or a role; one that `is_for_outside` is asked where the offer leaves its band."""

    person = serializers.UUIDField(required=False, allow_null=True, source="person_id")
    role = serializers.ChoiceField(Role.choices, required=False, allow_blank=True)
    is_for_outside = serializers.BooleanField(default=False)


class ChainBody(serializers.Serializer):
    """The steps in the order in which they are asked."""

    steps = StepBody(many=True)


class CompanyChain(ApiView):
    """The chain that holds wherever an opening has none of its own."""

    actions = {"GET": "offers.set_up", "PUT": "offers.set_up"}

    @extend_schema(responses=ChainBody)
    def get(self, request):
        return _answer(None)

    @extend_schema(request=ChainBody, responses=ChainBody)
    def put(self, request):
        """Write the whole chain; offers that are being approved go on by it."""
        return _write(request, None)


class OpeningChain(ApiView):
    """An opening's own chain; without a step, the company's holds."""

    actions = {"GET": "offers.set_up", "PUT": "offers.set_up"}

    @extend_schema(responses=ChainBody)
    def get(self, request, pk):
        return _answer(find_opening(request.user, pk))

    @extend_schema(request=ChainBody, responses=ChainBody)
    def put(self, request, pk):
        """Write the whole chain; offers that are being approved go on by it."""
        return _write(request, find_opening(request.user, pk))


def _write(request, opening):
    places = [
        Place(step.get("person_id"), step.get("role", ""), step["is_for_outside"])
        for step in validated(ChainBody, request)["steps"]
    ]
    write_chain(opening, places, by=request.user)
    return _answer(opening)


def _answer(opening):
    return Response(ChainBody({"steps": steps_of(opening)}).data)
