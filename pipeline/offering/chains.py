"""Chains of approvers: who has to agree to an offer, and in which order."""

from dataclasses import dataclass
from uuid import UUID

from config.accounts.models import User
from config.accounts.permissions import ACTIONS
from config.accounts.roles import Role
from pipeline.models import ApproverStep, Opening

APPROVES = "offers.approve"


@dataclass(frozen=True)
class Place:
    """A place in a chain: a person's, or that of whoever holds a role.

    One that `is_for_outside` is asked only where the offer leaves its band.
    """

    person: UUID | None = None
    role: str = ""
    is_for_outside: bool = False


def chain_of(opening: Opening) -> list[ApproverStep]:
    """Return the opening's own chain, or the company's where it has none; in order (one query)."""
    steps = ApproverStep.objects.filter(opening=opening) | ApproverStep.objects.filter(opening=None)
    steps = list(steps.select_related("person"))
    return [step for step in steps if step.opening_id] or steps


def steps_of(opening: Opening | None) -> list[ApproverStep]:
    """Return the chain of just this opening, or of the company for None; in order."""
    return list(ApproverStep.objects.filter(opening=opening).select_related("person"))


def name_of(step) -> str:
    """Say who is asked at a step or an approval: a person, or "a hiring lead"."""
    if step.person_id:
        return step.person.name
    role = Role(step.role).label.lower()
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"


def approving_roles() -> list[Role]:
    """The roles that may approve offers, in the order of all roles."""
    return [role for role in Role if role in ACTIONS[APPROVES]]


def people_who_approve():
    """People who may be named in a chain, by name."""
    return User.objects.active().holding(*approving_roles()).by_name()
