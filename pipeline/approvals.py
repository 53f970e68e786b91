"""Approvals: named people give their word on an opening before the public sees it.

A word is given on the terms as they stand (`pipeline.approval_terms`). When these change, it
lapses, and whoever gave it is asked anew.
"""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import ACTIONS
from config.records.audit import acting, person_of
from config.records.outbox import put
from pipeline.approval_terms import terms_of
from pipeline.emails import render_email
from pipeline.models import Approval, Opening
from pipeline.models.approvals import Decision
from pipeline.models.openings import OpeningStatus
from pipeline.opening_locks import IllegalChange, lock_opening
from pipeline.queue import QueueItem

GIVES = "approvals.give"


def approvable_by(opening: Opening, *, asker: User) -> QuerySet[User]:
    """Return whom `asker` may ask about `opening` and nobody has asked yet, by name."""
    people = User.objects.active().holding(*ACTIONS[GIVES]).exclude(approvals__opening=opening)
    return (people.exclude(pk=asker.pk) if _needed() else people).by_name()


def ask_approver(opening: Opening, approver: User, *, by) -> Approval:
    """Name `approver` and mail them; return what they are to decide.

    Who is named already stays as they are. Raises IllegalChange for who has left or holds no
    role, and, where the company needs approvals, for whoever asks themselves.
    """
    if not approver.is_active or ACTIONS[GIVES].isdisjoint(approver.roles):
        raise IllegalChange(f"{approver} cannot sign in here, and so cannot approve anything.")
    if _needed() and approver == person_of(by):
        raise IllegalChange("Your own word does not count. Ask somebody else to approve this.")
    with acting(by):
        locked = lock_opening(opening)
        approval, is_new = Approval.objects.get_or_create(
            opening=locked, approver=approver, defaults={"asked_by": person_of(by)}
        )
        if is_new:
            _mail(approval, locked, by=by)
    return approval


def withdraw_approver(approval: Approval, *, by) -> None:
    """Ask no longer; a word that was given goes with it. Gone already, nothing changes."""
    with acting(by):
        lock_opening(approval.opening)
        Approval.objects.filter(pk=approval.pk).delete()


def decide(
    approval: Approval, decision: str, *, by, note: str = "", version: int | None = None
) -> Approval:
    """Give the word of an approver on the terms as they stand; return it as it now is.

    `version` is that of the opening which they have read. Raises StaleOpening where it is no
    longer current; IllegalChange for anybody but the approver, for a decline without a note
    and where the opening is closed; and Approval.DoesNotExist where it was withdrawn.
    """
    decision, note = Decision(decision), note.strip()
    if approval.approver != by:
        raise IllegalChange(f"This is for {approval.approver} to decide.")
    if decision == Decision.DECLINED and not note:
        raise IllegalChange("Say what would have to change.")
    with acting(by):
        opening = lock_opening(approval.opening, version)
        if opening.status == OpeningStatus.CLOSED:
            raise IllegalChange("This opening is closed; there is nothing to decide any more.")
        row = Approval.objects.get(pk=approval.pk)
        row.decision, row.note, row.decided_at = decision, note, timezone.now()
        row.terms = terms_of(opening)
        row.save()
    return row


def ask_anew(opening: Opening, *, by) -> bool:
    """Let lapse each word on a locked `opening` that was given on other terms, and ask again.

    `terms` stay as they were, to say what has changed. Returns whether one of them had agreed.
    """
    terms, had_agreed = terms_of(opening), False
    for approval in opening.approvals.exclude(decision="").select_related("approver"):
        if approval.terms == terms:
            continue
        had_agreed |= approval.decision == Decision.APPROVED
        approval.decision, approval.note, approval.decided_at = "", "", None
        approval.asked_by, approval.asked_at = person_of(by), timezone.now()
        approval.save()
        if approval.approver.is_active:
            _mail(approval, opening, by=by)
    return had_agreed


def has_lapsed_words(opening: Opening) -> bool:
    """Say whether somebody who gave their word on former terms is still asked about these."""
    return opening.approvals.filter(decision="").exclude(terms={}).exists()


def refusal_for_want_of_words(opening: Opening) -> str:
    """Return why approvals keep an opening shut, and whom it waits for; else nothing."""
    approvals = list(opening.approvals.select_related("approver"))
    declined = [row.approver.name for row in approvals if row.decision == Decision.DECLINED]
    asked = [row.approver.name for row in approvals if not row.decision]
    given, needed = sum(map(counts, approvals)), _needed()
    reasons = []
    if declined:
        have = "have" if len(declined) > 1 else "has"
        reasons.append(f"{_list(declined)} {have} declined it.")
    if asked:
        reasons.append(f"It waits for the approval of {_list(asked)}.")
    if not reasons and given < needed:
        words = f"{needed} approval{'' if needed == 1 else 's'}"
        reasons.append(f"It needs {words} and has {given or 'none'}. Name another approver.")
    return " ".join(["It cannot be open yet.", *reasons]) if reasons else ""


def counts(approval: Approval) -> bool:
    """Say whether a word is among those that the company needs: nobody approves what they ask."""
    is_own = approval.asked_by_id is not None and approval.asked_by_id == approval.approver_id
    return approval.decision == Decision.APPROVED and not (is_own and _needed())


def with_words(openings: QuerySet[Opening]) -> QuerySet[Opening]:
    """Annotate `words_missing`, of those who are named, and `words_given`, of those that count."""
    said = Approval.objects.filter(opening=OuterRef("pk")).order_by().values("opening")
    agreed = Q(decision=Decision.APPROVED)
    own = Q(asked_by__isnull=False, asked_by=F("approver"))
    return openings.annotate(
        words_missing=_number(said.exclude(agreed)),
        words_given=_number(said.filter(agreed).exclude(own)),
    )


def words_to_wait_for(opening: Opening) -> int:
    """Return how many approvals keep an opening, one of `with_words`, from being open."""
    if opening.status == OpeningStatus.CLOSED:
        return 0
    is_shown = opening.status in (OpeningStatus.DRAFT, OpeningStatus.PAUSED)
    lacking = _needed() - opening.words_given if is_shown else 0
    return max(opening.words_missing, lacking)


def approvals_waiting(user: User, company) -> Iterator[QueueItem]:
    """The openings that wait for the word of `user` (one query)."""
    if not user.can(GIVES):
        return
    waiting = Approval.objects.filter(approver=user, decision="").select_related("opening")
    for approval in waiting.exclude(opening__status=OpeningStatus.CLOSED):
        is_again = bool(approval.terms)
        yield QueueItem(
            what="Approve the changed terms" if is_again else "Approve the opening, or decline",
            candidate="",
            opening=approval.opening.title,
            href=reverse("pipeline:approval", args=[approval.pk]),
            holds_others_up=True,
        )


def _needed() -> int:
    return connection.tenant.approvals_needed


def _number(rows):
    counted = rows.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _mail(approval, opening, *, by):
    if approval.approver == person_of(by):
        return
    company = connection.tenant
    subject, body = render_email(
        "approval_asked",
        company=company.name,
        person=approval.approver.name,
        asker=getattr(by, "name", "Fortnight"),
        opening=opening.title,
        link=company.address(reverse("pipeline:approval", args=[approval.pk])),
    )
    put(to=approval.approver.email, subject=subject, body=body, about=approval.pk)


def _list(names):
    *others, last = sorted(names)
    return f"{', '.join(others)} and {last}" if others else last
