"""What take-homes add to the timeline of an application; never what a review says."""

from assessments.models import TakeHome, TakeHomeReview
from pipeline.timeline import Entry


def tell_take_homes(application, user):
    """One entry for each take-home handed in, and one for each review that `user` may read."""
    taken_in = TakeHome.objects.handed_in().filter(application=application)
    for take_home in taken_in.select_related("stage"):
        yield Entry(
            happened_at=take_home.handed_in_at,
            title="Take-home handed in" + (", late" if take_home.was_late else ""),
            kind=take_home.stage.kind,
        )
    reviews = TakeHomeReview.objects.readable_by(user).filter(take_home__application=application)
    for review in reviews.select_related("reviewer", "take_home__stage"):
        yield Entry(
            happened_at=review.created_at,
            title="Take-home reviewed",
            who=review.reviewer.name,
            kind=review.take_home.stage.kind,
        )
