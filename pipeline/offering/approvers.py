"""Who may give the word at a step: never who wrote the offer, while anybody else could.

A step that names a role is for whoever holds it; a hiring lead's, for the leads of the opening's
team where it has any. Left out are those who wrote a version of the offer, and those who have
approved it at an earlier step, so that two steps are two people. Where that leaves nobody, the
earlier approvers count again, and in the end the writer: a company of one can still hire, and the
approval says that the writer gave it.

A step that names a person is theirs. Where they wrote the offer or have left, whoever shares a
role with them stands in for them, under the same rules.
"""

from collections.abc import Iterable
from uuid import UUID

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.models import Offer, OfferApproval
from pipeline.models.offer_rules import OfferDecision
from pipeline.offering.chains import APPROVES, approving_roles


def writers_of(offer: Offer) -> set[UUID]:
    """Return the keys of those who wrote the offer or a version of it."""
    by = offer.versions.exclude(by=None).values_list("by", flat=True)
    return {*by, *filter(None, [offer.created_by_id])}


def approvers_of(approval: OfferApproval) -> list[User]:
    """Return who may give the word that `approval` asks for, by name; [] where nobody can."""
    offer = approval.offer
    writers, earlier = writers_of(offer), _earlier_approvers(approval)
    named = approval.person
    if named and _can_approve(named) and named.pk not in writers:
        return [named]
    holders = _sharing_a_role(named) if named else _holders(approval.role, offer)
    return _without(holders, [writers | earlier, writers, set()])


def may_approve(approval: OfferApproval, user: User) -> bool:
    return any(person.pk == user.pk for person in approvers_of(approval))


def _earlier_approvers(approval):
    given = approval.offer.approvals.filter(decision=OfferDecision.APPROVED).exclude(pk=approval.pk)
    return set(given.exclude(decided_by=None).values_list("decided_by", flat=True))


def _can_approve(person):
    return person.is_active and person.can(APPROVES)


def _holders(role, offer) -> list[User]:
    holders = User.objects.active().holding(role).by_name()
    if role == Role.HIRING_LEAD:
        team = holders.filter(memberships__opening=offer.application.opening_id)
        return list(team) or list(holders)
    return list(holders)


def _sharing_a_role(person) -> list[User]:
    roles = [role for role in approving_roles() if person.holds(role)]
    return list(User.objects.active().holding(*roles).by_name()) if roles else []


def _without(people: list[User], kept_out: Iterable[set[UUID]]) -> list[User]:
    """Return the people that the first of the sets leaves anybody of."""
    for keys in kept_out:
        left = [person for person in people if person.pk not in keys]
        if left:
            return left
    return []
