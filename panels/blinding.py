"""Who reviews the inbox of an opening, and whose own rating there is in."""

from django.db.models import Exists, OuterRef, Q

from panels.models import PanelSeat, Scorecard
from pipeline.blind.reading import blind_text, is_hidden
from pipeline.models import StageKind


def has_rated(user) -> Q:
    """The condition on Application that holds where `user` submitted a card for its inbox."""
    cards = Scorecard.objects.submitted().filter(interviewer=user, stage__kind=StageKind.INBOX)
    return Q(Exists(cards.filter(application=OuterRef("pk"))))


def reviews_inbox(user) -> Q:
    """The condition on Application that holds where `user` sits on its panel in the inbox alone.

    Who sits in a later stage meets the person there, and has to know whom.
    """
    seats = PanelSeat.objects.counting_for(OuterRef("pk")).filter(
        interviewer=user, stage__opening=OuterRef("opening")
    )
    in_inbox = seats.filter(stage__kind=StageKind.INBOX)
    return Q(Exists(in_inbox)) & ~Q(Exists(seats.exclude(stage__kind=StageKind.INBOX)))


def take_names_out(cards: list[Scorecard], application) -> list[Scorecard]:
    """Return `cards` with content, as the reader of `application` may read them.

    What colleagues wrote of somebody who is hidden from the reader goes without names.
    """
    if is_hidden(application):
        for card in cards:
            _blind(card, ("explanation", "summary"), application)
            for note in card.evidence.all():
                _blind(note, ("text",), application)
            for signal in card.seen_signals.all():
                _blind(signal, ("note",), application)
    return cards


def _blind(row, fields, application):
    for field in fields:
        setattr(row, field, blind_text(getattr(row, field), application))
