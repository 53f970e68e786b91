"""Offers of the demo, and what became of them."""

from datetime import timedelta

from pipeline.models import Application
from pipeline.offers import accept_offer, decline_offer, draft_offer, extend_offer

ANSWER_WITHIN = timedelta(days=6)
DRAFTED_BEFORE = timedelta(hours=3)
PROBLEMS = {
    "genai": "Answers for support staff that quote the page they rest on, in three languages.",
    "infra": "Getting a retrained model live within a day; it now takes three weeks.",
    "applied": "Forecasts for small warehouses, where most series have less than a year of data.",
    "research": "Whether our smallest model can be trained on a tenth of the data.",
}
BRIEF = {
    "teammates": "Mei Modeller, who built the first version, and Ravi Reviewer, who runs it.",
    "autonomy": "Models and evaluation are theirs; what customers are promised is not.",
    "learning": "One day in ten of their own, and an hour of reading together each week.",
    "growth": "After a year they own this product’s quality and bring the next engineer in.",
}


def make_offer(telling, application: Application, at) -> None:
    """Extend an offer at `at`, somewhere in or near the pay range; some are answered by now."""
    dice, opening, by = telling.dice, application.opening, telling.people["recruiter"]
    width = opening.pay_high - opening.pay_low
    base = opening.pay_low + round(width * dice.uniform(0.1, 1.05), -5)
    offer = draft_offer(
        application,
        by=by,
        base=int(base),
        bonus=int(round(base * 0.1, -5)),
        equity=int(round(base * 0.8, -5)),
        equity_years=4,
        currency=opening.currency,
        starts_on=(telling.now + timedelta(days=45)).date(),
        expires_on=(telling.now + ANSWER_WITHIN).date(),
    )
    offer.versions.update(created_at=at - DRAFTED_BEFORE)
    brief = BRIEF | {"problem": PROBLEMS[opening.specialization.key]}
    extend_offer(offer, by=by, happened_at=at, brief=brief)
    answered_at = at + (telling.now - at) * 0.6
    opening.refresh_from_db()
    has_seat = opening.seats_filled < opening.headcount - 1
    if has_seat and dice.random() < 0.5:
        accept_offer(offer, by=by, happened_at=answered_at)
    elif dice.random() < 0.2:
        decline_offer(offer, by=by, reason="Pay")
