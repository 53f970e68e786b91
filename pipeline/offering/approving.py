"""Approvals of offers: asked step by step, given on terms, void when these change.

The chain is followed by one rule, `follow`: of the steps that the offer needs, the first that
nobody has approved is asked, and none after it. It is called whenever something may have changed:
asking, a word that was given, a revision, another chain. A word given on earlier terms stands as
long as no field that voids it (`pipeline.offering.terms.FIELDS`) has changed since.
"""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from config.records.audit import acting, person_of
from pipeline.models import (
    ApplicationState,
    ApproverStep,
    Offer,
    OfferApproval,
    OfferVersion,
    Opening,
)
from pipeline.models.offer_rules import OfferDecision
from pipeline.models.offers import OfferStatus
from pipeline.offering.approvers import approvers_of, may_approve, writers_of
from pipeline.offering.bands import leaves_band
from pipeline.offering.chains import chain_of, name_of
from pipeline.offering.evidence import evidence_for
from pipeline.offering.refusals import IllegalOffer, UnapprovedOffer
from pipeline.offering.steps import check_active, take_offer
from pipeline.offering.telling import tell_approvers, tell_word
from pipeline.offering.terms import voiding_changes

ASKED, APPROVED, DECLINED, VOID = OfferDecision


def needed_steps(offer: Offer) -> list[ApproverStep]:
    """Return the steps that have to approve the present terms, in order."""
    steps = chain_of(offer.application.opening)
    if offer.terms is None or not any(step.is_for_outside for step in steps):
        return steps
    if leaves_band(offer.terms, offer.application.opening):
        return steps
    return [step for step in steps if not step.is_for_outside]


def standing_words(offer: Offer) -> list[OfferApproval]:
    """Return what was asked and said, and is not void; in order (one query)."""
    rows = offer.approvals.exclude(decision=VOID)
    return list(rows.select_related("person", "decided_by", "asked_by", "version"))


def ask_for_approval(offer: Offer, *, by, version: int | None = None) -> list[OfferApproval]:
    """Ask the first step that has not approved; a step that declined is asked anew.

    Returns who is asked from now on. Raises IllegalOffer where nobody has to approve the offer,
    and where nobody could; StaleOffer.
    """
    with acting(by):
        check_active(take_offer(offer, "approve", version))
        if not needed_steps(offer):
            raise IllegalOffer("Nobody has to approve this offer.")
        _void(offer.approvals.filter(decision=DECLINED))
        return follow(offer, by=by)


def decide_approval(
    approval: OfferApproval, decision: str, *, by, note: str = "", version: int | None = None
) -> OfferApproval:
    """Give the word at one step on the present terms; return it. The next step is asked then.

    What was shown is kept beside it. `version` is that of the offer which was read. Raises
    StaleOffer where it is no longer current, and IllegalOffer for whoever is not asked, for a
    word that was given or is void already, and for a decline without a note.
    """
    decision, note = OfferDecision(decision), note.strip()
    if decision not in (APPROVED, DECLINED):
        raise IllegalOffer("Approve the offer, or decline it.")
    if decision == DECLINED and not note:
        raise IllegalOffer("Say what would have to change.")
    with acting(by):
        offer = approval.offer
        check_active(take_offer(offer, "approve", version))
        row = OfferApproval.objects.select_related("person").get(pk=approval.pk)
        row.offer = offer
        _check_asked(row, by)
        row.decision, row.note, row.version = decision, note, offer.terms
        row.decided_at, row.decided_by = timezone.now(), person_of(by)
        is_own = by.pk in writers_of(offer)
        row.evidence = evidence_for(offer) | ({"is_own": True} if is_own else {})
        row.save()
        if decision == APPROVED:
            follow(offer, by=by)
        tell_word(row, is_last=not missing_steps(offer), by=by)
    return row


def follow(offer: Offer, *, by) -> list[OfferApproval]:
    """Ask the first needed step that has not approved; return whom that newly asks.

    Belongs into the transaction that has taken the offer. Who was asked and is needed no longer
    is asked no longer. Nobody is asked while a step has declined.
    """
    needed = needed_steps(offer)
    words = {_key(row): row for row in standing_words(offer)}
    keys = {_key(step) for step in needed}
    _void([row for key, row in words.items() if row.decision == ASKED and key not in keys])
    for step in needed:
        row = words.get(_key(step))
        if row is None:
            return [_ask(offer, step, by=by)]
        if row.decision != APPROVED:
            _let_wait(words, row)
            return []
    return []


def follow_revision(offer: Offer, before: OfferVersion, *, by) -> list[str]:
    """After a further version, void what the change voids and ask anew; return what voided it.

    Approvals of other changes are carried over: they stand as they are. An offer about which
    nobody was asked yet waits until somebody asks.
    """
    changed = voiding_changes(before, offer.terms)
    rows = standing_words(offer)
    if changed and rows:
        _void(rows)
        follow(offer, by=by)
    return changed


def follow_chain(opening: Opening | None, *, by) -> None:
    """Let drafts that are being approved go on by the chain as it now is."""
    asked = OfferApproval.objects.filter(offer=OuterRef("pk")).exclude(decision=VOID)
    drafts = Offer.objects.filter(Exists(asked), status=OfferStatus.DRAFT)
    drafts = drafts.filter(application__state=ApplicationState.ACTIVE)
    if opening is not None:
        drafts = drafts.filter(application__opening=opening)
    for offer in drafts.select_related("application").order_by("application_id"):
        try:
            take_offer(offer, "approve", None)
        except IllegalOffer:  # it went out, or was taken back, a moment ago
            continue
        follow(offer, by=by)


def missing_steps(offer: Offer) -> list[ApproverStep]:
    """Return the needed steps that have not approved the present terms, in order."""
    approved = {
        _key(row)
        for row in standing_words(offer)
        if row.decision == APPROVED and not voiding_changes(row.version, offer.terms)
    }
    return [step for step in needed_steps(offer) if _key(step) not in approved]


def check_approved(offer: Offer) -> None:
    """Raise UnapprovedOffer where an approval that the present terms need does not stand."""
    missing = missing_steps(offer)
    if not missing:
        return
    words = standing_words(offer)
    declined = [row for row in words if row.decision == DECLINED]
    if declined:
        who = declined[0].decided_by.name if declined[0].decided_by else name_of(declined[0])
        raise UnapprovedOffer(f"{who} has declined this offer. Revise it, or ask again.")
    if any(row.decision == ASKED for row in words):
        names = ", then ".join(name_of(step) for step in missing)
        raise UnapprovedOffer(f"This offer waits for the approval of {names}.")
    names = ", then ".join(name_of(step) for step in missing)
    raise UnapprovedOffer(f"This offer needs the approval of {names}. Ask for it first.")


def _check_asked(row, by):
    if row.decision == VOID:
        raise IllegalOffer("This offer has changed since; your word is asked anew, or not at all.")
    if row.decision != ASKED:
        raise IllegalOffer(f"This was {row.get_decision_display().lower()} already.")
    if not may_approve(row, by):
        raise IllegalOffer("This is for somebody else to decide.")


def _ask(offer, step, *, by) -> OfferApproval:
    row = OfferApproval(
        offer=offer,
        version=offer.terms,
        position=step.position,
        person=step.person,
        role=step.role,
        is_for_outside=step.is_for_outside,
        asked_by=person_of(by),
    )
    approvers = approvers_of(row)
    if not approvers:
        raise IllegalOffer(f"Nobody can approve this as {name_of(step)}. Change the chain first.")
    row.save(force_insert=True)
    tell_approvers(row, approvers, by=by)
    return row


def _let_wait(words, first):
    """Of a chain that was reordered, only the first step that has to speak is asked."""
    _void([row for row in words.values() if row.decision == ASKED and row.pk != first.pk])


def _void(rows):
    """Let words count no longer. What they said stays beside them."""
    for row in rows:
        row.evidence = row.evidence | {"said": row.decision}
        row.decision = VOID
        row.save(update_fields=["decision", "evidence"])


def _key(step):
    return step.person_id, step.role
