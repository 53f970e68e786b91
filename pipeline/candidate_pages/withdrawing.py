"""A candidate who withdraws, and within an hour comes back."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from pipeline.candidate_pages.limits import check_limit, hour_ago
from pipeline.candidate_pages.links import CANDIDATE
from pipeline.models import (
    Application,
    ApplicationState,
    Reason,
    StageMove,
)
from pipeline.models.reasons import ReasonKind
from pipeline.moves import IllegalMove, reinstate, withdraw
from pipeline.rules import MoveKind

MOST_AN_HOUR = 6
UNDO_WITHIN = timedelta(hours=1)
NO_REASON = "The candidate gave no reason."
NOT_THEIRS = ("No answer",)
"""Reasons that only colleagues have."""


def withdrawal_reasons() -> list[str]:
    """Return the company's usual reasons for withdrawing that a candidate may have."""
    reasons = Reason.objects.filter(kind=ReasonKind.WITHDRAW).exclude(text__in=NOT_THEIRS)
    return list(reasons.values_list("text", flat=True))


def withdraw_oneself(application: Application, *, reason: str = "", words: str = "") -> StageMove:
    """Withdraw on behalf of the candidate; return the move. Raises IllegalMove and TooMuch."""
    _check(application)
    given = ": ".join(part for part in (reason, words.strip()) if part)
    return withdraw(application, by=CANDIDATE, reason=given or NO_REASON)


def come_back(application: Application) -> StageMove:
    """Undo what `withdraw_oneself` did; return the move. Raises IllegalMove and TooMuch."""
    if undoable_until(application) is None:
        raise IllegalMove("The time to take it back is over. Write to us if you would like to.")
    _check(application)
    try:
        with transaction.atomic():
            return reinstate(application, by=CANDIDATE, reason="The candidate took it back.")
    except IntegrityError as error:
        if "application_active_once" not in str(error):
            raise
        raise IllegalMove("You have applied for this role anew; that application runs.") from error


def undoable_until(application: Application, *, now: datetime | None = None) -> datetime | None:
    """Return until when the candidate may take their own withdrawal back, or None."""
    if application.state != ApplicationState.WITHDRAWN:
        return None
    last = application.moves.order_by("-sequence").first()
    is_own = last and last.kind == MoveKind.WITHDRAW and last.by_id is None and not last.source
    until = last.recorded_at + UNDO_WITHIN if is_own else None
    return until if until and until > (now or timezone.now()) else None


def _check(application):
    own = application.moves.filter(
        by=None, kind__in=[MoveKind.WITHDRAW, MoveKind.REINSTATE], recorded_at__gt=hour_ago()
    )
    check_limit(own, MOST_AN_HOUR)
