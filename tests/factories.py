"""Plain functions that make rows for tests. Call them inside a company."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from pipeline.closing_briefs import write_brief
from pipeline.models import Candidate, Level, Specialization
from pipeline.moves import enter, move
from pipeline.offers import draft_offer
from pipeline.openings import create_opening
from pipeline.stewards import dated_lists

_number = count(1)


def postpone_reviews():
    """Let nothing of the framework be due for review, whatever the day is."""
    for entry_list in dated_lists():
        entry_list.model.objects.update(review_by=timezone.localdate() + timedelta(days=400))


def make_opening(*, by=None, level="senior", specialization="applied", status="open", **fields):
    """An opening with the default process; `by` is put on its team."""
    return create_opening(
        by=by,
        title=fields.pop("title", f"Engineer {next(_number)}"),
        specialization=Specialization.objects.get(key=specialization),
        level=Level.objects.get(key=level),
        status=status,
        **fields,
    )


def make_candidate(**fields):
    number = next(_number)
    return Candidate.objects.create(
        **{"name": f"Candidate {number}", "email": f"candidate{number}@example.com", **fields}
    )


def make_application(opening, *, candidate=None, by=None, stage=None, **fields):
    """An application whose clock started now, in the inbox or the stage of kind `stage`."""
    now = timezone.now()
    fields.setdefault("first_contact_at", now)
    fields.setdefault("happened_at", fields["first_contact_at"] or now)
    fields.setdefault("origin", "applied")
    if isinstance(stage, str):
        stage = stage_of(opening, stage)
    return enter(candidate or make_candidate(), opening, by=by, stage=stage, **fields)


def stage_of(opening, kind):
    """The first stage of a kind."""
    return opening.stages.filter(kind=kind).order_by("position").first()


def moved(application, kind, *, by=None):
    """Move the application into the first stage of a kind; return it."""
    move(application, stage_of(application.opening, kind), by=by)
    return application


def offer_terms(**terms):
    """Sound terms: $300,000, to be answered within a week."""
    expires_on = timezone.localdate() + timedelta(days=7)
    return {"base": 30_000_000, "currency": "USD", "expires_on": expires_on, **terms}


def make_offer(application, *, by=None, **terms):
    """A draft that may go out; `terms` as `offer_terms` has them."""
    offer = draft_offer(application, by=by, **offer_terms(**terms))
    make_closing_brief(application, by=by)
    return offer


BRIEF = {
    "problem": "Search that finds the right invoice.",
    "teammates": "Mira Holt, who leads the team.",
    "autonomy": "Models are yours; releases we decide together.",
    "learning": "A day each fortnight.",
    "growth": "You own search within a year.",
}


def make_closing_brief(application, *, by=None, **parts):
    """A complete closing brief, but for what `parts` say otherwise."""
    return write_brief(application, by=by, parts={**BRIEF, **parts})
