"""Take-homes that wait for somebody's review."""

from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from assessments.models import TakeHome, TakeHomeReview
from pipeline.blind.hiding import shown_blind
from pipeline.clock_reading import days_left_of
from pipeline.models import ApplicationState
from pipeline.queue import QueueItem
from pipeline.visibility import seated_at


def awaiting_review_by(user):
    """Take-homes handed in, in the stage where the application stands, for `user` to review.

    Who sits in the stage owes a review each; the team is asked until there is one.
    """
    reviews = TakeHomeReview.objects.filter(take_home=OuterRef("pk"))
    return (
        TakeHome.objects.reviewable_by(user)
        .handed_in()
        .filter(
            ~Exists(reviews.filter(reviewer=user)),
            seated_at(user) | ~Exists(reviews),
            stage=F("application__stage"),
            application__state=ApplicationState.ACTIVE,
        )
    )


def reviews_due(user, company):
    """The take-homes that `user` has to review, as things to do (one query)."""
    if not user.can("take_homes.review"):
        return
    waiting = awaiting_review_by(user).select_related(
        "application__candidate", "application__opening", "stage"
    )
    for take_home in shown_blind(waiting.order_by("handed_in_at", "id"), user):
        application = take_home.application
        yield QueueItem(
            what=f"Review the take-home · {take_home.stage.name}",
            candidate=application.candidate.name,
            opening=application.opening.title,
            href=reverse("pipeline:application", args=[application.pk]) + "#take-home",
            days_left=days_left_of(application, company),
        )
