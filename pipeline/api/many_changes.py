"""API: changing many applications at once, and taking it back."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from config.accounts.models import User
from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, NoBody, validated
from pipeline.board_views import many_changes as rules
from pipeline.board_views.undoing_many import undo_change
from pipeline.forms.many_changes import SELECTED
from pipeline.keys import read_key
from pipeline.mailing.fields import check_known
from pipeline.mailing.writing import LONGEST_TEXT
from pipeline.models import Application, ManyChange, Opening, Stage, StageKind
from pipeline.people.tags import LONGEST_NAME
from pipeline.work_queue.owners import able

KINDS = {
    "move": "applications.move",
    "reject": "applications.move",
    "tag": "tags.edit",
    "assign": "applications.assign",
    "message": "messages.write",
}
"""What each kind of change needs."""


class PickedBody(serializers.Serializer):
    id = serializers.UUIDField()
    version = serializers.IntegerField(
        required=False, min_value=0, help_text="As it was read; without it, what is now counts."
    )


class ManyChangeRequest(serializers.Serializer):
    """`to` is a stage's id, or a kind of stage across openings."""

    kind = serializers.ChoiceField(choices=list(KINDS))
    applications = PickedBody(many=True, allow_empty=False, max_length=rules.MOST_AT_ONCE)
    to = serializers.CharField(required=False, max_length=40)
    reason = serializers.CharField(required=False, max_length=2000)
    tag = serializers.CharField(required=False, max_length=LONGEST_NAME)
    owner = serializers.UUIDField(required=False, allow_null=True, help_text="null: nobody.")
    subject = serializers.CharField(required=False, max_length=200)
    text = serializers.CharField(required=False, max_length=LONGEST_TEXT)


class RefusedBody(serializers.Serializer):
    application = serializers.UUIDField()
    reason = serializers.CharField()


class ManyChangeBody(serializers.ModelSerializer):
    """`done` are the applications that were changed, `refused` those left as they were."""

    done = serializers.SerializerMethodField()
    refused = serializers.SerializerMethodField()

    class Meta:
        model = ManyChange
        fields = ["id", "kind", "sentence", "done", "refused", "created_at", "undone_at"]

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_done(self, change):
        return [row["application"] for row in change.rows if "refused" not in row]

    @extend_schema_field(RefusedBody(many=True))
    def get_refused(self, change):
        return [
            {"application": row["application"], "reason": row["refused"]}
            for row in change.rows
            if "refused" in row
        ]


class UndoneBody(serializers.Serializer):
    """How many are as they were, and which stayed as they are, and why."""

    undone = serializers.IntegerField()
    refused = RefusedBody(many=True)


class ManyChanges(ApiList):
    """One's own changes of many, the newest first."""

    actions = {"GET": "applications.move", "POST": "applications.move"}
    serializer_class = ManyChangeBody

    def get_queryset(self):
        return ManyChange.objects.filter(by=self.request.user)

    @extend_schema(request=ManyChangeRequest, responses={201: ManyChangeBody})
    @idempotent
    @transaction.atomic
    def post(self, request):
        """Change those who can be changed; each is judged by itself, the others are named."""
        fields = validated(ManyChangeRequest, request)
        if not request.user.can(KINDS[fields["kind"]]):
            raise PermissionDenied
        picked = _picked(fields["applications"], request.user)
        outcome = DOERS[fields["kind"]](picked, fields, request.user)
        return Response(ManyChangeBody(outcome.change).data, status=201)


class UndoManyChange(ApiView):
    """Taking back one's own change of many, where nothing happened since."""

    actions = {"POST": "applications.move"}

    @extend_schema(request=NoBody, responses=UndoneBody)
    @idempotent
    def post(self, request, pk):
        try:
            _, done, stands = undo_change(pk, by=request.user)
        except ManyChange.DoesNotExist:
            raise Http404 from None
        refused = [{"application": row.application.pk, "reason": row.sentence} for row in stands]
        return Response(UndoneBody({"undone": done, "refused": refused}).data)


def _picked(asked, user) -> list[rules.Picked]:
    versions = {each["id"]: each.get("version") for each in asked}
    rows = Application.objects.managed_by(user).filter(pk__in=versions).select_related(*SELECTED)
    picked = [rules.Picked(row, versions[row.pk]) for row in rows]
    if len(picked) < len(versions):
        raise ValidationError({"applications": "One of them is not there."})
    return picked


def _need(fields, name):
    if name not in fields:
        raise ValidationError({name: "This field is required."})
    return fields[name]


def _move(picked, fields, by):
    to = _need(fields, "to")
    if key := read_key(to):
        openings = Opening.objects.visible_to(by)
        return rules.move_many(
            picked, by=by, to=get_object_or_404(Stage, pk=key, opening__in=openings)
        )
    if to not in StageKind.values:
        raise ValidationError({"to": "A stage's id, or a kind of stage."})
    return rules.move_many(picked, by=by, to=StageKind(to))


def _reject(picked, fields, by):
    return rules.reject_many(picked, by=by, reason=_need(fields, "reason"))


def _tag(picked, fields, by):
    return rules.tag_many(picked, by=by, name=_need(fields, "tag"))


def _assign(picked, fields, by):
    key = _need(fields, "owner")
    owner = get_object_or_404(able(), pk=key) if key else None
    return rules.assign_many(picked, by=by, owner=owner)


def _write(picked, fields, by):
    words = {name: _need(fields, name) for name in ("subject", "text")}
    check_known(*words.values())
    return rules.message_many(picked, by=by, **words)


DOERS: dict[str, Callable[[list[rules.Picked], dict, User], rules.Outcome]] = {
    "move": _move,
    "reject": _reject,
    "tag": _tag,
    "assign": _assign,
    "message": _write,
}
