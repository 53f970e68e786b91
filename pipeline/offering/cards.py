"""What people who may see pay read of an offer beyond its terms: totals, approvals, days."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from pipeline.clocks import count_days
from pipeline.models import Application, Offer, OfferApproval
from pipeline.models.offer_rules import OfferDecision
from pipeline.money import say_amount
from pipeline.offering.approvers import may_approve
from pipeline.offering.approving import missing_steps, needed_steps, standing_words
from pipeline.offering.bands import day_of
from pipeline.offering.chains import name_of
from pipeline.offering.compensation import add_up
from pipeline.offering.evidence import totals_of
from pipeline.offering.rates import rates_by
from pipeline.offering.terms import package_of, say_fields

TONES = {
    OfferDecision.APPROVED: "good",
    OfferDecision.DECLINED: "bad",
    OfferDecision.ASKED: "warn",
}


@dataclass(frozen=True)
class TotalLine:
    """One line of a year: what it is called, in a first year and in an average one."""

    label: str
    first_year: str
    average_year: str
    note: str = ""


@dataclass(frozen=True)
class Compensation:
    """The total compensation of an offer; `home` is it in the company's currency, with its rate."""

    lines: list[TotalLine]
    first_year: str
    average_year: str
    years: int
    home: dict | None


@dataclass(frozen=True)
class ApprovalRow:
    """One step of an offer: who is asked, and what they said; without an `approval`, to come."""

    who: str
    approval: OfferApproval | None
    is_for_outside: bool
    is_mine: bool = False

    @property
    def state(self) -> str:
        if self.approval is None:
            return "To come"
        return "Waiting" if self.is_waiting else self.approval.get_decision_display()

    @property
    def is_waiting(self) -> bool:
        return self.approval is not None and self.approval.decision == OfferDecision.ASKED

    @property
    def tone(self) -> str:
        return TONES.get(OfferDecision(self.approval.decision), "") if self.approval else ""


@dataclass(frozen=True)
class Approvals:
    """Where the approvals of a draft stand; `rows` is empty where nobody has to approve it."""

    rows: list[ApprovalRow]
    past: list[OfferApproval]
    is_complete: bool
    can_ask: bool
    voiding: str

    @property
    def waits_for(self) -> str:
        return next((row.who for row in self.rows if row.is_waiting), "")


def read_compensation(offer: Offer) -> Compensation:
    """Return the totals of the offer's present terms (one query, for rates)."""
    terms = offer.terms
    totals, home = add_up(package_of(terms)), connection.tenant.currency
    rates = rates_by(day_of(terms)) if terms.currency != home else None
    years = f"{totals.years} year{'' if totals.years == 1 else 's'}"

    def say(minor):
        return say_amount(minor, terms.currency)

    lines = [TotalLine("Base pay", say(terms.base), say(terms.base))]
    if terms.bonus:
        lines.append(TotalLine("Bonus", say(terms.bonus), say(terms.bonus)))
    if terms.equity:
        first, average = say(totals.equity_first_year), say(totals.equity_a_year)
        lines.append(TotalLine("Equity", first, average, f"over {years}, {_cliff(terms)}"))
    if terms.sign_on:
        first, average = say(totals.sign_on), say(totals.sign_on_a_year)
        lines.append(TotalLine("Sign-on", first, average, f"once, or spread over {years}"))
    return Compensation(
        lines=lines,
        first_year=say(totals.first_year),
        average_year=say(totals.average_year),
        years=totals.years,
        home=totals_of(terms, rates)["home"] if rates else None,
    )


def read_approvals(offer: Offer, user=None) -> Approvals:
    """Return the steps that the offer needs with their words, and the words that are void."""
    needed = needed_steps(offer)
    words = {(row.person_id, row.role): row for row in standing_words(offer)}
    rows = []
    for step in needed:
        row = words.get((step.person_id, step.role))
        is_waiting = row is not None and row.decision == OfferDecision.ASKED
        is_mine = bool(user and is_waiting and may_approve(row, user))
        rows.append(ApprovalRow(name_of(step), row, step.is_for_outside, is_mine))
    void = offer.approvals.filter(decision=OfferDecision.VOID)
    is_waiting = any(row.is_waiting for row in rows)
    is_complete = not missing_steps(offer)
    return Approvals(
        rows=rows,
        past=list(void.select_related("person", "decided_by", "version")),
        is_complete=is_complete,
        can_ask=bool(rows) and not is_complete and not is_waiting,
        voiding=say_fields(voids=True),
    )


def say_days(application: Application, offer: Offer | None = None) -> str:
    """Say how long it took: "First contact to offer extended: 9 days; to acceptance: 12 days."

    Counted as the clock counts, the day of first contact being day 1, up to the first offer of
    the application and to the acceptance of `offer`. "" where first contact is not known.
    """
    extended = _days(application, application.offered_at)
    if extended is None:
        return ""
    said = f"First contact to offer extended: {_say(extended)}"
    accepted_at = offer.closed_at if offer and offer.status == "accepted" else None
    accepted = _days(application, accepted_at)
    if accepted is not None:
        return f"{said}; to acceptance: {_say(accepted)}."
    return f"{said}."


def say_days_so_far(application: Application) -> str:
    """Say what extending today would come to; "" where first contact is not known."""
    if application.offered_at:
        return say_days(application)
    days = _days(application, timezone.now())
    if days is None:
        return ""
    return (
        f"First contact to offer extended: {_say(days)}, if it goes out today. "
        "First contact to acceptance is counted beside it, until they accept."
    )


def _days(application, at: datetime | None) -> int | None:
    since = application.first_contact_at
    if since is None or at is None or at < since:
        return None
    return count_days(since, at, connection.tenant.zone)


def _say(days):
    return f"{days} day{'' if days == 1 else 's'}"


def _cliff(terms):
    return f"cliff after {terms.cliff_months} months" if terms.cliff_months else "no cliff"
