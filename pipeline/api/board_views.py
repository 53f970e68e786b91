"""API: the people of an opening as its board and table choose them, and saved views."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated
from pipeline.api.applications import ApplicationBody, bodies_of
from pipeline.board_views import saved_views as rules
from pipeline.board_views.filters import read_filters, tidy_query
from pipeline.board_views.table import applications_for
from pipeline.models import Opening, SavedView

FILTERS = ("q", "stage", "owner", "clock", "waits", "tag", "origin", "channel", "flagged")


class OpeningApplications(ApiList):
    """Active applications of an opening that the token's person manages, the newest first.

    The filters are those of the board's own address; what they name must be there.
    """

    actions = {"GET": "boards.view"}
    serializer_class = ApplicationBody

    @extend_schema(parameters=[OpenApiParameter(name, OpenApiTypes.STR) for name in FILTERS])
    def get(self, request, pk):
        opening = get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
        filters = read_filters(
            request.GET, request.user, request.company, now=timezone.now(), opening=opening
        )
        if filters.gone:
            raise ValidationError({"detail": list(filters.gone)})
        rows = applications_for(request.user, filters, opening)
        page = self.paginate_queryset(rows.select_related("stage", "opening"))
        return self.get_paginated_response(bodies_of(page, request))


class ViewBody(serializers.ModelSerializer):
    """`query` is that of a board's or a table's address; what they do not understand is dropped."""

    opening = serializers.SlugRelatedField(
        "ref", queryset=Opening.objects.none(), required=False, allow_null=True
    )
    by = serializers.CharField(source="by.name", read_only=True)
    is_pinned = serializers.BooleanField(required=False)
    address = serializers.SerializerMethodField()

    class Meta:
        model = SavedView
        fields = ["id", "name", "opening", "shape", "query", "is_shared", "is_pinned", "by"]
        fields += ["address"]
        read_only_fields = ["id"]
        validators = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = getattr(self.context.get("request"), "user", None)
        if user is not None:  # the schema is drawn up for nobody
            self.fields["opening"].queryset = Opening.objects.visible_to(user)

    def get_address(self, view) -> str:
        return rules.address_of(view)


class Views(ApiList):
    """One's own saved views and those shared with one, the newest first."""

    actions = {"GET": "views.own", "POST": "views.own"}
    serializer_class = ViewBody

    def get_queryset(self):
        return rules.views_for(self.request.user)

    @extend_schema(request=ViewBody, responses={201: ViewBody})
    @idempotent
    def post(self, request):
        """Save a view of one's own; without an opening it is one of all applications."""
        fields = validated(ViewBody, request, context={"request": request})
        fields["query"] = _tidy(request, fields.get("query", ""), fields.get("opening"))
        fields = {"shape": rules.TABLE} | fields
        return _answer(request, rules.save_view(by=request.user, **fields).pk, status=201)


class OneView(ApiView):
    """One view: its name, filters, who sees it, and whether it is pinned for oneself."""

    actions = {"PATCH": "views.own", "DELETE": "views.own"}

    @extend_schema(request=ViewBody(partial=True), responses=ViewBody)
    def patch(self, request, pk):
        """Change one's own view; anybody may pin and unpin what they see."""
        view = get_object_or_404(rules.views_for(request.user), pk=pk)
        context = {"request": request}
        changes = validated(ViewBody, request, partial=True, context=context)
        pinning = changes.pop("is_pinned", None)
        changes = {
            name: changes[name] for name in ("name", "query", "is_shared") if name in changes
        }
        if "query" in changes:
            changes["query"] = _tidy(request, changes["query"], view.opening)
        if changes:
            own = get_object_or_404(SavedView, pk=pk, by=request.user)
            rules.change_view(own, by=request.user, **changes)
        if pinning is not None:
            (rules.pin_view if pinning else rules.unpin_view)(view, by=request.user)
        return _answer(request, pk)

    @extend_schema(responses={204: None})
    def delete(self, request, pk):
        rules.delete_view(get_object_or_404(SavedView, pk=pk, by=request.user), by=request.user)
        return Response(status=204)


def _tidy(request, query, opening):
    now = timezone.now()
    return tidy_query(query, request.user, request.company, now=now, opening=opening)


def _answer(request, key, status=200):
    view = rules.views_for(request.user).get(pk=key)
    return Response(ViewBody(view, context={"request": request}).data, status=status)
