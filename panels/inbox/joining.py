"""Joining the review of an inbox: recruiters and leads who seat themselves."""

from panels.kits import kits_of_stage
from panels.models import MOST_CRITERIA_PER_SEAT
from panels.seats import RATING_ROLES, IllegalSeat, has_read_cards, seat
from pipeline.models import Criterion, Opening, Stage


def may_join(user, opening: Opening, stage: Stage) -> bool:
    """Say whether `user`, who has no seat there, may take one themselves (two queries at most)."""
    if not (user.can("panels.seat") and user.holds(*RATING_ROLES)):
        return False
    is_theirs = Opening.objects.visible_to(user).filter(pk=opening.pk).exists()
    return is_theirs and not has_read_cards(user, stage)


def join_review(opening: Opening, stage: Stage, *, by):
    """Seat `by` on the usual panel of `stage` with what its kit asks a reader to rate.

    Return the seat. Raises IllegalSeat as `seat` does, and where the kit names nothing to rate.
    """
    criteria = criteria_to_rate(opening, stage)
    if not criteria:
        raise IllegalSeat(f"The kit of {stage.name} names nothing to rate. Choose on the panel.")
    return seat(stage, by, criteria, by=by)


def criteria_to_rate(opening: Opening, stage: Stage) -> list[Criterion]:
    """Return the criteria of the kits of `stage`, as many as one seat may have."""
    rated = [row for kit in kits_of_stage(stage, opening) for row in kit.criteria]
    return list(dict.fromkeys(rated))[:MOST_CRITERIA_PER_SEAT]
