"""Filling a scorecard: drafts that save themselves, and submitting, which locks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from config.records.audit import acting
from panels.models import Evidence, PanelSeat, Rating, Recommendation, Scorecard
from panels.observing import Observed, objection_to, observed_on, to_explain, write_observed
from panels.wordings import named_at
from pipeline.framework.editing import current_version
from pipeline.models import Criterion

MOST_NOTES = 20
LONGEST_TEXT = 5000
RATINGS = (1, 2, 3, 4)
TOO_LONG = {
    "evidence": f"Evidence has at most {LONGEST_TEXT:,} characters.",
    "summary": f"The summary has at most {LONGEST_TEXT:,} characters.",
    "explanation": f"The explanation has at most {LONGEST_TEXT:,} characters.",
}
OUTERMOST = (1, 4)
"""Ratings that say much, and so need evidence of their own."""
WORDS = ("recommendation", "summary", "explanation")
NUMBER = re.compile(r"[0-9]{1,9}")


class NotSeated(Exception):
    """This person does not sit on the panel of that stage for that application."""

    def __init__(self):
        super().__init__("You do not sit on the panel of this stage for this candidate.")


class IllegalScorecard(Exception):
    """What is wrong with it, as a sentence; nothing was saved."""


class ScorecardLocked(Exception):
    """The card was submitted; nothing was saved."""

    def __init__(self, card):
        super().__init__("This scorecard is submitted, and so it is locked.")
        self.card = card


class StaleScorecard(Exception):
    """The card was changed elsewhere meanwhile; nothing was saved. `card` is the newest copy."""

    def __init__(self, card):
        super().__init__("This scorecard was changed elsewhere meanwhile.")
        self.card = card


class IncompleteScorecard(Exception):
    """What a submitted card still needs; nothing was saved."""

    def __init__(self, gaps):
        super().__init__(" ".join(gap.sentence for gap in gaps))
        self.gaps = gaps


@dataclass(frozen=True)
class Note:
    """A piece of evidence, and the criteria that it bears on."""

    position: int
    text: str
    criteria: frozenset[UUID]


@dataclass(frozen=True)
class Filling:
    """What is written on a card: ratings by criterion, notes, and the overall view.

    `explanation` says why a yes stands in spite of what was `observed`.
    """

    ratings: Mapping[UUID, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    recommendation: str = ""
    summary: str = ""
    explanation: str = ""
    observed: Observed = field(default_factory=Observed)


@dataclass(frozen=True)
class Gap:
    """Something that a card lacks.

    `criterion_id` where it is about one criterion; `is_explanation` where it is about the yes.
    """

    sentence: str
    criterion_id: UUID | None = None
    is_explanation: bool = False


def seat_of(user, application, stage) -> PanelSeat | None:
    """Return the seat that `user` holds in `stage` for `application`, with its criteria."""
    seats = PanelSeat.objects.counting_for(application).filter(stage=stage, interviewer=user)
    criteria = Prefetch("criteria", Criterion.objects.select_related("skill"))
    return seats.prefetch_related(criteria).first()


def content_of(card: Scorecard | None) -> Filling:
    """Return what is written on `card` (five queries); of no card, nothing."""
    if card is None:
        return Filling()
    evidence = card.evidence.prefetch_related(
        Prefetch("criteria", queryset=Criterion.objects.only("id").order_by())
    )
    return Filling(
        ratings=dict(card.ratings.values_list("criterion_id", "value")),
        notes=tuple(
            Note(note.position, note.text, frozenset(row.pk for row in note.criteria.all()))
            for note in evidence
        ),
        recommendation=card.recommendation,
        summary=card.summary,
        explanation=card.explanation,
        observed=observed_on(card),
    )


def save_draft(
    application, stage, filling: Filling, *, by, version=None, framework_version=None
) -> Scorecard:
    """Keep `filling` as the draft of `by` for `application` in `stage`; return the card.

    What was kept before is replaced. Saving the same twice changes nothing, whatever
    `version` says: an answer that got lost is no conflict. `framework_version` is the one that
    its author read; it counts on the first save, as `version_to_pin` says.
    Raises NotSeated, IllegalScorecard, ScorecardLocked, and StaleScorecard where `version` is
    given and no longer current.
    """
    with acting(by):
        return _save(application, stage, filling, by, version, framework_version)


def submit(
    application, stage, filling: Filling, *, by, version=None, framework_version=None
) -> Scorecard:
    """Save `filling` and lock the card for good; colleagues' cards open to `by`.

    Raises IncompleteScorecard where `gaps_of` or `yes_gaps_of` finds any, and as `save_draft`
    does; then nothing is saved.
    """
    with acting(by):
        card = _save(application, stage, filling, by, version, framework_version)
        asked = seat_of(by, application, stage).criteria.all()
        gaps = gaps_of(filling, named_at(asked, card.framework_version))
        gaps += yes_gaps_of(filling, application.opening, card.framework_version)
        if gaps:
            raise IncompleteScorecard(gaps)
        card.submitted_at = timezone.now()
        card.version += 1
        card.save(update_fields=["submitted_at", "version", "updated_at"])
    return card


def gaps_of(filling: Filling, criteria) -> list[Gap]:
    """Return what keeps `filling` from being submitted.

    Each criterion is rated, a recommendation given and at least one thing noted. A 1 or a 4
    needs evidence on its criterion: such ratings decide, and so they must be checkable.
    """
    gaps = []
    supported = {key for note in filling.notes for key in note.criteria}
    for criterion in criteria:
        rating = filling.ratings.get(criterion.pk)
        if rating is None:
            gaps.append(Gap(f"Rate “{criterion}”.", criterion.pk))
        elif rating in OUTERMOST and criterion.pk not in supported:
            sentence = f"A {rating} needs evidence: note what you saw of “{criterion}”."
            gaps.append(Gap(sentence, criterion.pk))
    if not filling.notes:
        gaps.append(Gap("Note at least one thing that you saw or heard."))
    if any(not note.criteria for note in filling.notes):
        gaps.append(Gap("Mark for each further note which criteria it bears on."))
    if not filling.recommendation:
        gaps.append(Gap("Choose an overall recommendation."))
    return gaps


def version_to_pin(read) -> int:
    """Return the framework's version that a card begun now is filled under (one query).

    It is the one in which its author `read` the anchors, where that is the number of a version;
    else the newest.
    """
    newest = current_version()
    number = int(read) if NUMBER.fullmatch(str(read)) else 0
    return number if 1 <= number <= newest else newest


def yes_gaps_of(filling: Filling, opening, framework_version: int) -> list[Gap]:
    """Return what a yes in `filling` still owes: its reason, beside certain red flags.

    Only for roles that put things into production. Red flags forbid nothing by themselves.
    """
    if filling.explanation.strip():
        return []
    return [
        Gap(f"“{name}” and a yes: say why the yes stands.", is_explanation=True)
        for name in to_explain(filling.observed, filling.recommendation, opening, framework_version)
    ]


def _save(application, stage, filling, by, version, framework_version):
    seat = seat_of(by, application, stage)
    if seat is None:
        raise NotSeated
    check(filling, {criterion.pk for criterion in seat.criteria.all()})
    card = _lock(application, stage, by, framework_version)
    if card.is_submitted:
        raise ScorecardLocked(card)
    kept = content_of(card)
    if filling == kept:
        return card
    if version is not None and version != card.version:
        raise StaleScorecard(card)
    if why := objection_to(filling.observed, kept.observed, stage, application.opening):
        raise IllegalScorecard(why)
    _write_ratings(card, kept.ratings, filling.ratings)
    _write_notes(card, kept.notes, filling.notes)
    write_observed(card, kept.observed, filling.observed)
    for words in WORDS:
        setattr(card, words, getattr(filling, words))
    card.version += 1
    card.save(update_fields=[*WORDS, "version", "updated_at"])
    return card


def check(filling: Filling, asked: set[UUID]) -> None:
    """Raise IllegalScorecard where `filling` says what the card of this seat cannot."""
    noted = {key for note in filling.notes for key in note.criteria}
    if not (noted | set(filling.ratings)) <= asked:
        raise IllegalScorecard("Rate only the criteria of your own seat.")
    if any(value not in RATINGS for value in filling.ratings.values()):
        raise IllegalScorecard("A rating is 1, 2, 3 or 4.")
    if filling.recommendation and filling.recommendation not in Recommendation.values:
        raise IllegalScorecard("Recommend strong no, no, yes or strong yes.")
    if len(filling.notes) > MOST_NOTES:
        raise IllegalScorecard(f"A scorecard holds at most {MOST_NOTES} notes.")
    if any(not note.text.strip() for note in filling.notes):
        raise IllegalScorecard("A note needs words.")
    if len({note.position for note in filling.notes}) < len(filling.notes):
        raise IllegalScorecard("Two notes have one position.")
    _check_lengths(filling)


def _check_lengths(filling):
    texts = [("evidence", note.text) for note in filling.notes]
    texts += [("summary", filling.summary), ("explanation", filling.explanation)]
    for name, text in texts:
        if len(text) > LONGEST_TEXT:
            raise IllegalScorecard(TOO_LONG[name])


def _lock(application, stage, by, framework_version):
    """Return the card of `by`, locked; a first save makes it and pins it to the framework."""
    place = {"application": application, "stage": stage, "interviewer": by}
    pin = {"framework_version": partial(version_to_pin, framework_version)}
    Scorecard.objects.get_or_create(**place, defaults=pin)
    return Scorecard.objects.select_for_update().get(**place)


def _write_ratings(card, kept, wanted):
    card.ratings.exclude(criterion__in=wanted).delete()
    Rating.objects.bulk_create(
        [
            Rating(scorecard=card, criterion_id=criterion, value=value)
            for criterion, value in wanted.items()
            if kept.get(criterion) != value
        ],
        update_conflicts=True,
        unique_fields=["scorecard", "criterion"],
        update_fields=["value"],
    )


def _write_notes(card, kept, wanted):
    """Write what changed, so that the audit shows no more than that."""
    card.evidence.exclude(position__in=[note.position for note in wanted]).delete()
    before = {note.position: note for note in kept}
    for note in wanted:
        if before.get(note.position) == note:
            continue
        row, _ = Evidence.objects.update_or_create(
            scorecard=card, position=note.position, defaults={"text": note.text}
        )
        row.criteria.set(note.criteria)
