"""Escalations: rules of the company by which somebody is told that time will not do.

A measure says which applications a rule is about; higher rooms add theirs to ESCALATIONS in
`AppConfig.ready()`. None of them moves anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.audit import acting, person_of
from pipeline.models import Escalation, Membership, Opening
from pipeline.models.clock_rules import EscalationTo
from pipeline.work_queue.running_out import Moment, has_less_than_targets

FARTHEST_SPARE = 60
LONGEST_NAME = Escalation._meta.get_field("name").max_length


@dataclass(frozen=True)
class Measure:
    """One way to see that time will not do.

    `finds` returns the condition on Application that holds where a rule's `spare_days` are not
    there; it may ask a query or two, and is asked once in a round. `sentence` follows the name
    of the candidate.
    """

    name: str
    label: str
    finds: Callable[[Escalation, Moment], Q]
    sentence: str


def _targets(rule: Escalation, at: Moment) -> Q:
    return has_less_than_targets(rule.spare_days, at, rule.opening_id and rule.opening)


ESCALATIONS: list[Measure] = [
    Measure(
        "targets",
        "The days left are fewer than the stages left should take",
        _targets,
        "has fewer days left than the stages ahead should take",
    )
]


def measure_of(rule: Escalation) -> Measure | None:
    """Return the measure of `rule`; None where no room knows it any more."""
    return next((each for each in ESCALATIONS if each.name == rule.measure), None)


def add_escalation(
    *,
    by,
    name: str,
    spare_days: int = 0,
    to: str = EscalationTo.LEAD,
    measure: str = "targets",
    opening: Opening | None = None,
    is_on: bool = True,
) -> Escalation:
    """Add a rule of the company, or of one opening; return it. Raises ValidationError."""
    if measure not in {each.name for each in ESCALATIONS}:
        raise ValidationError({"measure": "There is no such measure."})
    if not -FARTHEST_SPARE <= spare_days <= FARTHEST_SPARE:
        raise ValidationError({"spare_days": f"At most {FARTHEST_SPARE} days, either way."})
    rule = Escalation(
        name=name.strip(),
        spare_days=spare_days,
        to=to,
        measure=measure,
        opening=opening,
        is_on=is_on,
        by=person_of(by),
    )
    rule.clean_fields(exclude=["opening", "by"])
    with acting(by):
        rule.save(force_insert=True)
    return rule


def switch_escalation(rule: Escalation, *, is_on: bool, by) -> None:
    """Switch a rule on or off."""
    with acting(by):
        Escalation.objects.filter(pk=rule.pk).update(is_on=is_on)


def delete_escalation(rule: Escalation, *, by) -> None:
    """Delete a rule; gone already, nothing changes."""
    with acting(by):
        Escalation.objects.filter(pk=rule.pk).delete()


def visible_to(user: User):
    """The rules that `user` may read: those of the company, and of the openings they see."""
    seen = Opening.objects.visible_to(user)
    rules = Escalation.objects.filter(Q(opening=None) | Q(opening__in=seen))
    return rules.select_related("opening")


def editable_by(user: User):
    """The rules that `user` may change: a lead, those of openings alone."""
    rules = visible_to(user)
    return rules if edits_company_rules(user) else rules.exclude(opening=None)


def edits_company_rules(user: User) -> bool:
    return user.holds(Role.ADMIN, Role.RECRUITER)


def people_told(openings) -> dict[tuple[str, UUID], list[User]]:
    """Return the leads and the recruiters of each opening, by (to, opening), in one query."""
    wanted = {EscalationTo.LEAD: Role.HIRING_LEAD, EscalationTo.RECRUITERS: Role.RECRUITER}
    places = Membership.objects.filter(opening__in=openings, user__is_active=True)
    told: dict[tuple[str, UUID], list[User]] = {}
    for place in places.select_related("user").order_by("created_at", "id"):
        for to, role in wanted.items():
            if role in place.user.roles:
                told.setdefault((to, place.opening_id), []).append(place.user)
    return told
