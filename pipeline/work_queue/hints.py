"""Which finders are worth asking: most of them have nothing to say to most people."""

from collections.abc import Callable
from functools import lru_cache

from django.db import connection
from django.db.models.functions import Now

from pipeline.approvals import approvals_waiting
from pipeline.mailing.mail_waiting import mail_waiting
from pipeline.models import Approval, InboundMail, Offer, OfferApproval, Referral
from pipeline.models.messages import InboundState
from pipeline.models.offer_rules import OfferDecision
from pipeline.offer_chronicle import offers_waiting
from pipeline.offering.waiting import offer_approvals_waiting
from pipeline.people.referral_pages import NEW_FOR, referrals_waiting
from pipeline.queue import FINDERS, HINTS, Finder, Hint
from pipeline.work_queue.compiling import SOMEBODY, somebody, sql_of

PIPELINE_HINTS: dict[Finder, Hint] = {
    offers_waiting: lambda user: Offer.objects.open(),
    approvals_waiting: lambda user: Approval.objects.filter(approver=user, decision=""),
    offer_approvals_waiting: lambda user: OfferApproval.objects.filter(
        decision=OfferDecision.ASKED
    ),
    referrals_waiting: lambda user: Referral.objects.filter(created_at__gt=Now() - NEW_FOR),
    mail_waiting: lambda user: InboundMail.objects.filter(state=InboundState.UNMATCHED),
}


def finders_for(user) -> list[Finder]:
    """Return the finders that may have something for `user` (one query)."""
    asked = [find for find in FINDERS if find in HINTS]
    if not asked:
        return list(FINDERS)
    statement, values = _compile(
        frozenset(user.effective_roles), tuple(HINTS[find] for find in asked)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [user.pk if value == SOMEBODY else value for value in values])
        answers = dict(zip(asked, cursor.fetchone(), strict=True))
    return [find for find in FINDERS if answers.get(find, True)]


@lru_cache(maxsize=64)
def _compile(roles, hints: tuple[Callable, ...]) -> tuple[str, list]:
    user, parts, values = somebody(roles), [], []
    for hint in hints:
        rows, terms = sql_of(hint(user).values("pk"))
        parts.append(f"EXISTS ({rows})")
        values += terms
    return f"SELECT {', '.join(parts)}", values
