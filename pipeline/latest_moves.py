"""What happened to an application last, in words for whoever comes too late."""

from datetime import datetime, timedelta

from django.utils.timesince import timesince

from pipeline.models import Application
from pipeline.rules import MoveKind

JUST_NOW = timedelta(minutes=1)


def describe_latest_move(application: Application, now: datetime) -> str:
    """Return a sentence: "Jo Lind moved Amara Osei to Technical a moment ago." (one query)."""
    move = application.moves.select_related("by", "to_stage").latest("sequence")
    who = move.by.name if move.by else "An import"
    age = now - move.recorded_at
    when = "a moment ago" if age < JUST_NOW else f"{timesince(move.recorded_at, now, depth=1)} ago"
    name = application.candidate.name
    match move.kind:
        case MoveKind.REJECT:
            return f"{who} rejected {name} {when}."
        case MoveKind.WITHDRAW:
            return f"{who} noted {when} that {name} withdrew."
        case _:
            return f"{who} moved {name} to {move.to_stage.name} {when}."
