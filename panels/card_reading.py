"""What a scorecard says, in the words of the framework's version that it was filled under."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from panels.models import Evidence, Rating, Reaction, Scorecard, SignalSort
from panels.wordings import Wordings, anchor_key, wordings_of
from pipeline.models import Criterion, Opening, Reveal


@dataclass(frozen=True)
class ReadRating:
    """A rating with its criterion's name, the anchor it chose, and what it weighs towards."""

    criterion: Criterion
    name: str
    value: int
    anchor: str
    dimension: str
    component: str


@dataclass(frozen=True)
class ReadNote:
    """A piece of evidence and the names of the criteria that it bears on."""

    text: str
    criteria: list[str]


@dataclass(frozen=True)
class ReadSignal:
    """A signal that somebody saw, with their note."""

    key: str
    name: str
    sort: str
    note: str
    who: str

    @property
    def is_red_flag(self) -> bool:
        return self.sort == SignalSort.RED_FLAG

    @property
    def sort_words(self) -> str:
        return SignalSort(self.sort).label


@dataclass(frozen=True)
class ReadReaction:
    """How one probe of one question was met."""

    question: str
    probe: str
    reaction: Reaction


@dataclass(frozen=True)
class CardReading:
    """One card, whole."""

    card: Scorecard
    ratings: list[ReadRating]
    notes: list[ReadNote]
    signals: list[ReadSignal]
    reactions: list[ReadReaction]

    @property
    def stage_id(self) -> UUID:
        return self.card.stage_id


@dataclass(frozen=True)
class Seen:
    """What several cards saw together: counts of reactions, and signals with who saw them.

    It enters no average. `n_probes` is how many reactions were recorded.
    """

    reactions: list[tuple[str, int]]
    red_flags: list[ReadSignal]
    others: list[tuple[str, list[ReadSignal]]]

    @property
    def n_probes(self) -> int:
        return sum(number for _, number in self.reactions)


def with_content(cards):
    """The cards of a queryset with all that is written on them (six further queries).

    Each says whether its writer `knew_who` it was: they asked before the card was in.
    """
    ratings = Rating.objects.select_related("criterion__dimension", "criterion__component")
    evidence = Evidence.objects.prefetch_related("criteria")
    asked = Reveal.objects.filter(application=OuterRef("application"), user=OuterRef("interviewer"))
    asked = asked.filter(created_at__lte=OuterRef("submitted_at"))
    cards = cards.annotate(knew_who=Exists(asked))
    return cards.select_related("interviewer", "stage").prefetch_related(
        Prefetch("ratings", ratings), Prefetch("evidence", evidence), "seen_signals", "reactions"
    )


def read_cards(cards: Sequence[Scorecard], opening: Opening) -> list[CardReading]:
    """Return what `cards` of `opening`, fetched `with_content`, say (one query, or none)."""
    if not cards:
        return []
    level = opening.level
    wordings = wordings_of(_entries_on(cards, level))
    return [_read(card, level, wordings) for card in cards]


def seen_on(readings: Sequence[CardReading]) -> Seen:
    """Return what the cards of one stage saw together."""
    met = Counter(row.reaction for reading in readings for row in reading.reactions)
    signals = [row for reading in readings for row in reading.signals]
    others = defaultdict(list)
    for row in signals:
        if not row.is_red_flag:
            others[row.name].append(row)
    return Seen(
        reactions=[(kind.label, met[kind]) for kind in Reaction if met[kind]],
        red_flags=sorted((row for row in signals if row.is_red_flag), key=lambda row: row.name),
        others=sorted(others.items()),
    )


def _entries_on(cards, level):
    ratings = [rating for card in cards for rating in card.ratings.all()]
    noted = [
        criterion.key
        for card in cards
        for note in card.evidence.all()
        for criterion in note.criteria.all()
    ]
    reactions = [row for card in cards for row in card.reactions.all()]
    return {
        "criteria": {rating.criterion.key for rating in ratings} | set(noted),
        "anchors": {anchor_key(rating.criterion, level, rating.value) for rating in ratings},
        "signals": {row.signal for card in cards for row in card.seen_signals.all()},
        "questions": {row.question for row in reactions},
        "probes": {row.probe for row in reactions},
    }


def _read(card, level, wordings: Wordings) -> CardReading:
    def read(name, key, field, otherwise=""):
        return wordings.at(card.framework_version, name, key).get(field, otherwise)

    def named(criterion):
        return read("criteria", criterion.key, "name", criterion.name)

    return CardReading(
        card=card,
        ratings=[_read_rating(row, level, read) for row in _in_order(card.ratings.all())],
        notes=[
            ReadNote(note.text, [named(criterion) for criterion in note.criteria.all()])
            for note in card.evidence.all()
        ],
        signals=[
            ReadSignal(
                key=row.signal,
                name=read("signals", row.signal, "name", row.signal),
                sort=read("signals", row.signal, "sort"),
                note=row.note,
                who=card.interviewer.name,
            )
            for row in card.seen_signals.all()
        ],
        reactions=[
            ReadReaction(
                question=read("questions", row.question, "ask", row.question),
                probe=read("probes", row.probe, "ask", row.probe),
                reaction=Reaction(row.reaction),
            )
            for row in card.reactions.all()
        ],
    )


def _read_rating(rating, level, read) -> ReadRating:
    criterion = rating.criterion
    return ReadRating(
        criterion=criterion,
        name=read("criteria", criterion.key, "name", criterion.name),
        value=rating.value,
        anchor=read("anchors", anchor_key(criterion, level, rating.value), "text"),
        dimension=read("criteria", criterion.key, "dimension", criterion.dimension.key),
        component=read("criteria", criterion.key, "component", criterion.component.key),
    )


def _in_order(ratings):
    return sorted(ratings, key=lambda row: (row.criterion.position, row.criterion.key))
