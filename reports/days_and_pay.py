"""Days used against position in the pay range: the fortnight and the benchmark in one view.

An offer stands where its base lies in the range of its opening, by the clock's day of the first
offer, or today while it is a draft. An opening stands where the middle of its range lies in what
is published for its specialization and level, by the median day of its people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from pipeline.blind.hiding import shown_blind
from pipeline.models import Offer, OfferVersion
from pipeline.models.offers import OfferStatus
from pipeline.money import say_amount
from pipeline.pay_places import place_in_opening
from pipeline.pay_ranges import position, published_ranges
from reports.at_risk import OpeningNow
from reports.conditions import day_used
from reports.scopes import Scope

MOST_OFFERS = 400


@dataclass(frozen=True)
class Placed:
    """`position` is 0 at the bottom of the range and 1 at its top."""

    label: str
    days: float
    position: float
    href: str
    is_offer: bool
    is_draft: bool = False


@dataclass(frozen=True)
class NotPlaced:
    label: str
    why: str
    href: str


@dataclass(frozen=True)
class DaysAndPay:
    """`is_cut` where there are more open offers than the newest that are shown."""

    placed: Sequence[Placed]
    not_placed: Sequence[NotPlaced]
    is_cut: bool


def latest_terms(scope: Scope) -> QuerySet[OfferVersion]:
    """The latest version of each open offer."""
    later = OfferVersion.objects.filter(offer=OuterRef("offer"), number__gt=OuterRef("number"))
    applications = scope.for_everyone().applications
    offers = Offer.objects.open().filter(application__in=applications)
    return OfferVersion.objects.filter(~Exists(later), offer__in=offers)


def read_days_and_pay(scope: Scope, openings: Sequence[OpeningNow], *, reader=None) -> DaysAndPay:
    """Return each open offer and each of `openings` that people are in (two queries).

    Who is hidden from the `reader` comes under another name.
    """
    related = ["offer__application__candidate", "offer__application__opening"]
    newest = (
        latest_terms(scope)
        .annotate(day=day_used(scope, "offer__application__"))
        .select_related(*related)
        .order_by("-offer")
    )
    newest = newest[: MOST_OFFERS + 1]
    offers = shown_blind(newest, reader, through="offer__application") if reader else list(newest)
    found = [_offer(terms) for terms in offers[:MOST_OFFERS]]
    found += _openings(openings)
    return DaysAndPay(
        [each for each in found if isinstance(each, Placed)],
        [each for each in found if isinstance(each, NotPlaced)],
        is_cut=len(offers) > MOST_OFFERS,
    )


def _offer(terms) -> Placed | NotPlaced:
    application = terms.offer.application
    name, opening = application.candidate.name, application.opening
    href = reverse("pipeline:application", args=[application.pk])
    place = place_in_opening(terms.base, terms.currency, opening)
    if not opening.has_pay_range:
        return NotPlaced(name, "its opening has no pay range", href)
    if place is None:
        return NotPlaced(name, f"it is in {terms.currency}, the range of its opening is not", href)
    if place.position is None:
        return NotPlaced(name, "the range of its opening has no width", href)
    if terms.day is None or terms.day < 1:
        return NotPlaced(name, "its first contact is not known", href)
    is_draft = terms.offer.status == OfferStatus.DRAFT
    status = "draft" if is_draft else "offer"
    label = f"{name}, {status}: {say_amount(terms.base, terms.currency)}, day {terms.day}"
    return Placed(label, terms.day, place.position, href, is_offer=True, is_draft=is_draft)


def _openings(openings) -> Iterator[Placed | NotPlaced]:
    shown = [each for each in openings if each.is_running]
    published = published_ranges(each.opening for each in shown)
    for each in shown:
        opening = each.opening
        href = reverse("reports:opening", args=[opening.pk])
        benchmark = published.get(opening.pk)
        if not opening.has_pay_range:
            yield NotPlaced(opening.title, "it has no pay range", href)
        elif benchmark is None:
            why = f"nothing is published for it in {opening.currency}"
            yield NotPlaced(opening.title, why, href)
        elif each.used.median is None:
            yield NotPlaced(opening.title, "nobody in it is on the clock yet", href)
        else:
            middle = (opening.pay_low + opening.pay_high) // 2
            place = position(middle, benchmark.low, benchmark.high)
            label = f"{opening.title}: median day {each.used.median:g} of {each.used.n}"
            yield _placed_opening(opening, label, each.used.median, place, href)


def _placed_opening(opening, label, days, place, href):
    if place is None:
        return NotPlaced(opening.title, "the published range has no width", href)
    return Placed(label, days, place, href, is_offer=False)
