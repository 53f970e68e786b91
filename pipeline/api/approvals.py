"""API: who is asked to approve an opening, and their word."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from config.accounts.models import User
from config.records.api.idempotency import idempotent
from config.records.api.views import ApiList, ApiView, validated, version_of
from pipeline.api.openings import visible_openings
from pipeline.approval_terms import changed_terms, terms_of
from pipeline.approvals import ask_approver, decide, withdraw_approver
from pipeline.models import Approval
from pipeline.models.approvals import Decision
from pipeline.opening_locks import IllegalChange


class ApproverBody(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["id", "name"]


class ApprovalBody(serializers.ModelSerializer):
    """Who is asked and what they said; without a decision they are still to say it."""

    approver = ApproverBody()
    asked_by = ApproverBody(allow_null=True)
    changed = serializers.SerializerMethodField(
        help_text="Which terms have changed since the last word of this approver."
    )

    class Meta:
        model = Approval
        fields = [
            "id",
            "approver",
            "asked_by",
            "asked_at",
            "decision",
            "note",
            "decided_at",
            "changed",
        ]

    def get_changed(self, approval) -> list[str]:
        return changed_terms(approval.terms, approval.opening)


class OwnApprovalBody(ApprovalBody):
    """With the terms to decide on: pay too, for whoever is named answers for it."""

    opening = serializers.UUIDField(source="opening_id")
    terms = serializers.SerializerMethodField()

    class Meta(ApprovalBody.Meta):
        fields = [*ApprovalBody.Meta.fields, "opening", "terms"]

    def get_terms(self, approval) -> dict[str, object]:
        return terms_of(approval.opening)


class NewApproverBody(serializers.Serializer):
    approver = serializers.PrimaryKeyRelatedField(queryset=User.objects.all())


class DecisionBody(serializers.Serializer):
    decision = serializers.ChoiceField(Decision.choices)
    note = serializers.CharField(max_length=2_000, required=False, allow_blank=True)


class OpeningApprovals(ApiView):
    """Who is asked to approve an opening."""

    actions = {"GET": "openings.view", "POST": "openings.edit"}

    @extend_schema(responses=ApprovalBody(many=True))
    def get(self, request, pk):
        opening = get_object_or_404(visible_openings(request), pk=pk)
        rows = opening.approvals.select_related("approver", "asked_by")
        return Response(ApprovalBody(rows, many=True).data)

    @extend_schema(request=NewApproverBody, responses={201: ApprovalBody})
    @idempotent
    def post(self, request, pk):
        """Ask a person to approve it; they get a mail."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        approver = validated(NewApproverBody, request)["approver"]
        approval = ask_approver(opening, approver, by=request.user)
        return Response(ApprovalBody(approval).data, status=201)


class OneOpeningApproval(ApiView):
    """One person's word on an opening."""

    actions = {"DELETE": "openings.edit"}

    @extend_schema(responses={204: None})
    def delete(self, request, pk, approval_id):
        """Ask them no longer."""
        opening = get_object_or_404(visible_openings(request), pk=pk)
        withdraw_approver(get_object_or_404(opening.approvals, pk=approval_id), by=request.user)
        return Response(status=204)


class OwnApprovals(ApiList):
    """What the token's person is asked to approve, the newest first."""

    actions = {"GET": "approvals.give"}
    serializer_class = OwnApprovalBody

    def get_queryset(self):
        return _asked(self.request)


class OneOwnApproval(ApiView):
    """One opening that the token's person is asked to approve."""

    actions = {"GET": "approvals.give"}

    @extend_schema(responses=OwnApprovalBody)
    def get(self, request, pk):
        return _answer(get_object_or_404(_asked(request), pk=pk))


class ApprovalDecision(ApiView):
    """The word of the token's person."""

    actions = {"POST": "approvals.give"}

    @extend_schema(request=DecisionBody, responses=OwnApprovalBody)
    def post(self, request, pk):
        """Approve or decline; If-Match names the version of the opening that was read."""
        approval = get_object_or_404(_asked(request), pk=pk)
        word = validated(DecisionBody, request)
        try:
            decide(approval, by=request.user, version=version_of(request), **word)
        except Approval.DoesNotExist:
            raise IllegalChange("You are no longer asked about this opening.") from None
        return _answer(get_object_or_404(_asked(request), pk=pk))


def _asked(request):
    rows = Approval.objects.filter(approver=request.user)
    return rows.select_related("approver", "asked_by", "opening__specialization", "opening__level")


def _answer(approval):
    headers = {"ETag": f'"{approval.opening.version}"'}
    return Response(OwnApprovalBody(approval).data, headers=headers)
