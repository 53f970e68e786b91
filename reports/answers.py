"""What candidates said to offers: how soon they accepted, and why they declined."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.http import urlencode

from pipeline.models import Application, Offer
from pipeline.models.offers import OfferStatus
from pipeline.offering.reasons import usual_of, usual_reasons
from reports.days import clock_day
from reports.quantiles import Spread, spread
from reports.rows import rows_href
from reports.scopes import Scope
from reports.shares import Share

OTHER = "Another reason"


@dataclass(frozen=True)
class WhyDeclined:
    """How many `people` declined an offer for a usual reason, or another one."""

    reason: str
    people: int
    share: Share
    href: str


@dataclass(frozen=True)
class Answers:
    """People whose offer is `accepted`, or who `declined` one, each counted once.

    `to_acceptance` are the clock's days from first contact to the acceptance, of those for whom
    both are known.
    """

    accepted: int
    declined: int
    to_acceptance: Spread
    why: Sequence[WhyDeclined]


def read_answers(scope: Scope) -> Answers:
    """Return how people in the scope answered their offers (two queries)."""
    day = clock_day(
        "application__first_contact_at", "closed_at", zone=scope.zone, today=scope.today
    )
    rows = _answered(scope).annotate(day=day).order_by("closed_at")
    found = list(rows.values_list("application", "status", "decline_reason", "day", "closed_at"))
    accepted: dict = {}
    declined = defaultdict(set)
    usual = usual_reasons()
    for person, status, reason, days, closed_at in found:
        if status == OfferStatus.ACCEPTED:
            accepted[person] = days if closed_at and days and days >= 1 else None
        else:
            declined[usual_of(reason, usual) or OTHER].add(person)
    people = set().union(*declined.values())
    return Answers(
        accepted=len(accepted),
        declined=len(people),
        to_acceptance=spread([days for days in accepted.values() if days is not None]),
        why=[_why(scope, reason, who, people) for reason, who in _most_first(declined)],
    )


def declined_for(scope: Scope, reason: str) -> QuerySet[Application]:
    """The people who declined an offer for a usual reason, or for OTHER; "" is for any."""
    offers = _answered(scope).filter(status=OfferStatus.DECLINED)
    if reason:
        usual = usual_reasons()
        said = set(offers.values_list("decline_reason", flat=True))
        kept = [each for each in said if (usual_of(each, usual) or OTHER) == reason]
        offers = offers.filter(decline_reason__in=kept)
    return scope.applications.filter(pk__in=offers.values("application"))


def _answered(scope):
    answered = [OfferStatus.ACCEPTED, OfferStatus.DECLINED]
    return Offer.objects.filter(application__in=scope.applications, status__in=answered)


def _most_first(declined):
    return sorted(declined.items(), key=lambda row: (-len(row[1]), row[0]))


def _why(scope, reason, who, people):
    href = f"{rows_href(scope, 'declined')}&{urlencode({'reason': reason})}"
    return WhyDeclined(reason, len(who), Share(len(who), len(people)), href)
