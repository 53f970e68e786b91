"""How the demo companies make offers: who approves, what currencies are worth, one that waits."""

from datetime import timedelta
from decimal import Decimal

from config.demo.outcomes import ANSWER_WITHIN
from pipeline.models import Application
from pipeline.offering.approving import ask_for_approval
from pipeline.offering.chain_writing import write_chain
from pipeline.offering.chains import Place
from pipeline.offering.rate_table import Rate, keep_rate
from pipeline.offers import draft_offer

RATES = (("USD", "0.9214"), ("GBP", "1.1562"), ("CHF", "1.0671"), ("PLN", "0.2349"))
SOURCE = "House rate of the month"
ABOVE = 1.06


def set_up_offers(telling) -> None:
    """Keep rates, name approvers, and let one offer above its band wait for the lead's word."""
    lead, recruiter = telling.people["lead"], telling.people["recruiter"]
    for months in (0, 1):
        day = (telling.now - timedelta(days=30 * months + 3)).date()
        for currency, worth in RATES:
            rate = Decimal(worth) * (1 - Decimal(months) / 200)
            said = Rate(currency, telling.company.currency, round(rate, 4), day, SOURCE)
            keep_rate(said, by=lead)
    further = Place(role="admin", is_for_outside=True)
    write_chain(None, [Place(role="hiring_lead"), further], by=lead)
    application = _next_in_line()
    if application is None:
        return
    opening = application.opening
    offer = draft_offer(
        application,
        by=recruiter,
        base=round(opening.pay_high * ABOVE),
        equity=opening.pay_high // 2,
        sign_on=2_000_000,
        currency=opening.currency,
        starts_on=(telling.now + timedelta(days=60)).date(),
        expires_on=(telling.now + ANSWER_WITHIN).date(),
    )
    ask_for_approval(offer, by=recruiter)


def _next_in_line() -> Application | None:
    """Somebody in a final stage to whom nobody has made an offer yet."""
    final = Application.objects.active().filter(stage__kind="final", offers=None)
    final = final.filter(opening__pay_high__isnull=False, opening__is_blind=False)
    return final.select_related("opening", "candidate").order_by("pk").first()
