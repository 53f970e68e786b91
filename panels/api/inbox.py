"""API: the inbox of an opening to review, and the papers of one applicant."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from config.records.api.views import ApiList, ApiView
from panels.inbox.marks import applied_before, marks_of
from panels.inbox.papers import papers_of
from panels.inbox.reviewing import InboxSieve, flagged_among, inboxes_of, seen_in, sift, wait_in
from panels.models import Scorecard
from panels.queue import is_owed_by
from pipeline.blind.reading import is_hidden
from pipeline.models import Application, StageKind

SIFTED = ("flagged", "referred", "earlier")
TRUE = ("1", "true", "yes")


class ToReviewBody(serializers.ModelSerializer):
    """An applicant in the inbox. Whoever is hidden from the token's person is called by an alias.

    `is_mine`: their own rating is not in yet. `is_flagged` is null for those who may not read
    the answers.
    """

    candidate = serializers.CharField(source="candidate.name")
    is_mine = serializers.BooleanField()
    is_referred = serializers.SerializerMethodField()
    applied_before = serializers.SerializerMethodField()
    is_flagged = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = [
            "id",
            "stage",
            "candidate",
            "first_contact_at",
            "is_mine",
            "is_referred",
            "applied_before",
            "is_flagged",
            "version",
        ]

    def get_is_referred(self, application) -> bool:
        return application.rank == 0

    def get_applied_before(self, application) -> bool:
        return application.pk in self.context["earlier"]

    def get_is_flagged(self, application) -> bool | None:
        return application.pk in self.context["flagged"] if self.context["is_own"] else None


class AnswerBody(serializers.Serializer):
    ask = serializers.CharField()
    answer = serializers.CharField()
    flag = serializers.CharField()


class JobBody(serializers.Serializer):
    title = serializers.CharField()
    employer = serializers.CharField()
    started = serializers.CharField()
    ended = serializers.CharField()
    is_current = serializers.BooleanField()


class WorkShownBody(serializers.Serializer):
    kind = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    year = serializers.IntegerField(allow_null=True)
    contribution = serializers.CharField()
    is_verified = serializers.BooleanField()


class EarlierBody(serializers.Serializer):
    application = serializers.UUIDField(source="application_id")
    opening = serializers.CharField()
    began_at = serializers.DateTimeField()
    furthest = serializers.CharField()
    outcome = serializers.CharField()
    other_name = serializers.CharField()


class ReviewBody(serializers.Serializer):
    """What the token's person may read of an applicant in the inbox.

    `resume` is text; blank where `problem` says why. `ratings_in` is null while colleagues'
    cards are withheld. The rating itself goes through the scorecard of `stage`.
    """

    id = serializers.UUIDField()
    stage = serializers.UUIDField()
    candidate = serializers.CharField()
    is_hidden = serializers.BooleanField()
    resume = serializers.CharField()
    problem = serializers.CharField()
    message = serializers.CharField()
    answers = AnswerBody(many=True)
    jobs = JobBody(many=True)
    works = WorkShownBody(many=True)
    links = serializers.ListField(child=serializers.CharField())
    is_referred = serializers.BooleanField()
    applied_before = serializers.BooleanField()
    earlier = EarlierBody(many=True)
    ratings_in = serializers.IntegerField(allow_null=True)
    is_mine = serializers.BooleanField()


def _parameter(name, description):
    return OpenApiParameter(name, bool, description=description)


@extend_schema_view(
    get=extend_schema(
        parameters=[
            _parameter("mine", "only those whose rating is not in yet; true unless it says false"),
            _parameter("flagged", "only with a flagged answer"),
            _parameter("referred", "only referred"),
            _parameter("earlier", "only who applied before"),
        ]
    )
)
class InboxToReview(ApiList):
    """The applicants in an opening's inbox that wait for the token's person, or all of them."""

    actions = {"GET": "inbox.review"}
    serializer_class = ToReviewBody

    def list(self, request, pk):
        user = request.user
        opening = get_object_or_404(inboxes_of(user), pk=pk)
        waiting = sift(wait_in(opening, user), _sieve(request.query_params), user)
        rows = seen_in(opening, user).filter(pk__in=[row.key for row in waiting])
        rows = rows.select_related("candidate").annotate(is_mine=is_owed_by(user))
        page = self.paginate_queryset(rows)
        people = {row.pk: row.candidate_id for row in page}
        context = {
            "is_own": opening.is_own,
            "earlier": applied_before(people, user),
            "flagged": flagged_among(list(people)),
        }
        bodies = ToReviewBody(page, many=True, context=context).data
        return self.get_paginated_response(bodies)


def _sieve(asked) -> InboxSieve:
    wanted = {name: asked.get(name, "").lower() in TRUE for name in SIFTED}
    return InboxSieve(mine=asked.get("mine", "true").lower() in TRUE, **wanted)


class ApplicantReview(ApiView):
    """One applicant in the inbox."""

    actions = {"GET": "inbox.review"}

    @extend_schema(responses=ReviewBody)
    def get(self, request, pk):
        user = request.user
        found = Application.objects.visible_to(user).active().values_list("opening", flat=True)
        opening = found.filter(pk=pk, stage__kind=StageKind.INBOX).first()
        opening = get_object_or_404(inboxes_of(user).select_related("level"), pk=opening)
        rows = seen_in(opening, user).with_team_member(user).annotate(is_mine=is_owed_by(user))
        application = get_object_or_404(rows.select_related("candidate", "stage"), pk=pk)
        application.opening = opening
        return Response(ReviewBody(review_of(application, user)).data)


def review_of(application, user) -> dict:
    """Return what the API tells `user` of an applicant, in the words of the body."""
    papers = papers_of(application, user)
    marks = marks_of(application, user, is_masked=is_hidden(application))
    known = Scorecard.objects.known_to(user).filter(
        application=application, stage=application.stage_id
    )
    return {
        "id": application.pk,
        "stage": application.stage_id,
        "candidate": application.candidate.name,
        "is_hidden": is_hidden(application),
        "resume": papers.text,
        "problem": papers.problem,
        "message": papers.message,
        "answers": papers.answers,
        "jobs": papers.jobs,
        "works": papers.works,
        "links": papers.links,
        "is_referred": marks.is_referred,
        "applied_before": marks.is_earlier,
        "earlier": marks.earlier,
        "ratings_in": None if application.is_mine else known.count(),
        "is_mine": application.is_mine,
    }
