"""What panels add to the timeline of an application: that a card came in, never what it says."""

from panels.models import Scorecard
from pipeline.timeline import Entry


def tell_scorecards(application, user):
    """One entry for each submitted card of which `user` may know (one query)."""
    if not user.can("scorecards.view"):
        return
    known = Scorecard.objects.known_to(user).filter(application=application)
    for card in known.select_related("interviewer", "stage"):
        yield Entry(
            happened_at=card.submitted_at,
            title=f"Scorecard submitted in {card.stage.name}",
            who=card.interviewer.name,
            kind=card.stage.kind,
        )
