"""Take-homes that wait for somebody's review."""

from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from assessments.models import TakeHome, TakeHomeReview
from pipeline.models import ApplicationState
from pipeline.queue import Errand, Kind, Source
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
    """The applications whose take-home `user` has to review."""
    if not user.can("take_homes.review"):
        return None
    return awaiting_review_by(user).values("application")


def say_reviews(applications, user, waits):
    return {
        row.pk: Errand(
            f"Review the take-home · {row.stage}",
            reverse("pipeline:application", args=[row.pk]) + "#take-home",
        )
        for row in applications
    }


TAKE_HOME_REVIEWS = Source(Kind.TAKE_HOME, reviews_due, say_reviews)
