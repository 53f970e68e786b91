"""What is erased of scorecards: their words, as long as they are drafts.

A card that was handed in is changed by nobody, not even for this: the database refuses it.
"""

from panels.models import Evidence, Scorecard, SeenSignal
from pipeline.models import Candidate


def erase_drafts(candidate: Candidate) -> None:
    """The words of cards that were never handed in."""
    drafts = Scorecard.objects.drafts().filter(application__candidate=candidate)
    Evidence.objects.filter(scorecard__in=drafts).delete()
    SeenSignal.objects.filter(scorecard__in=drafts).update(note="")
    drafts.update(summary="", explanation="")
