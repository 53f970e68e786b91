"""Scorecards and take-homes of the demo."""

from datetime import timedelta

from assessments.briefs import brief_of, tasks_for
from assessments.take_homes import hand_in, review, set_brief
from panels.filling import Filling, Note, save_draft
from panels.models import Recommendation

SAID = {
    1: "Named a model at once; asked nothing about who acts on the score.",
    2: "Right direction, but stopped where the consequences begin.",
    3: "Asked what a wrong block costs, fixed a review budget of 200 a day, then chose.",
    4: "Turned the question round with the product in mind and set a point to stop.",
}


def fill_scorecard(dice, application, seat, at) -> None:
    """Write and submit the card that `seat` asks for, as of `at`."""
    criteria = list(seat.criteria.all())
    ratings = {criterion.pk: dice.choice([2, 3, 3, 3, 4]) for criterion in criteria}
    notes = tuple(
        Note(place, SAID[ratings[criterion.pk]], frozenset({criterion.pk}))
        for place, criterion in enumerate(criteria)
    )
    is_strong = sum(ratings.values()) > 3.2 * len(ratings)
    recommendation = Recommendation.STRONG_YES if is_strong else Recommendation.YES
    card = save_draft(
        application,
        application.stage,
        Filling(ratings, notes, recommendation, "Would work with them."),
        by=seat.interviewer,
    )
    card.submitted_at = at - timedelta(hours=1)
    card.save(update_fields=["submitted_at"])


def hand_in_and_review(application, at, *, by) -> None:
    """Brief, hand-in and review of the take-home, done by `at`."""
    stage = application.stage
    due = at + timedelta(days=1)
    task = tasks_for(application.opening)[0]
    set_brief(application, stage, by=by, brief=brief_of(task), due_at=due, task=task.key)
    handed_in = at - timedelta(hours=5)
    link = f"https://code.example.com/{application.candidate.email.partition('@')[0]}"
    take_home = hand_in(application, stage, by=by, link=link, at=handed_in)
    done = review(take_home, by=by, verdict="meets", note="Small, measured, honest about gaps.")
    done.created_at = at - timedelta(hours=2)
    done.save(update_fields=["created_at"])
