"""Plain functions that fill scorecards for tests."""

from panels.filling import Filling, Note, save_draft, submit
from panels.seats import seat


def make_filling(criteria, *, rating=3, recommendation="yes", text="Asked who acts on it."):
    """A card that can be submitted: each criterion rated, and one note for all of them."""
    keys = [criterion.pk for criterion in criteria]
    return Filling(
        ratings=dict.fromkeys(keys, rating),
        notes=(Note(0, text, frozenset(keys)),),
        recommendation=recommendation,
    )


def submitted(application, person, criteria, *, stage=None, **fields):
    return submit(
        application, stage or application.stage, make_filling(criteria, **fields), by=person
    )


def drafted(application, person, criteria, *, stage=None, **fields):
    return save_draft(
        application, stage or application.stage, make_filling(criteria, **fields), by=person
    )


def seated_and_submitted(application, person, criteria, *, by, stage=None, **fields):
    stage = stage or application.stage
    seat(stage, person, criteria, by=by)
    return submitted(application, person, criteria, stage=stage, **fields)


def form_of(criteria, *, version=0, rating=3, recommendation="yes", note="Asked who acts."):
    """What the page posts."""
    fields = {f"rating-{criterion.pk}": rating for criterion in criteria}
    also = [str(criterion.pk) for criterion in criteria[1:]]
    return {
        **fields,
        "version": version,
        "recommendation": recommendation,
        "summary": "",
        "note-0": note,
        "note-0-criteria": also,
    }
