"""Beginning an opening with what was kept of another: as a template, or as it stands now.

What no longer exists is named and left out; the rest is checked as if somebody had typed it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from config.accounts.models import User
from config.accounts.permissions import ACTIONS
from config.records.audit import acting, person_of
from pipeline.approvals import GIVES, ask_approver
from pipeline.copying.contents import SIMPLE, Extent, content_of
from pipeline.copying.lists import read_questions, read_stages, read_weights
from pipeline.copying.values import clean_value, key_in, list_in, mapping_in, name_in
from pipeline.models import (
    Level,
    Membership,
    Opening,
    Process,
    ScreeningQuestion,
    Specialization,
    Stage,
)
from pipeline.money import CURRENCIES
from pipeline.opening_locks import IllegalChange
from pipeline.opening_postings import LABELS, tidy_sections
from pipeline.openings import create_opening
from pipeline.postings.posting import SectionKind
from pipeline.teams import TEAM_ROLES

BOUNDS = {"headcount": (1, 500), "clock_days": (1, 365)}
LONGEST_SUMMARY = 10_000
CALLED = {"pay_low": "pay range", "pay_high": "pay range", "is_blind": "blind screening"}


@dataclass(frozen=True)
class Plan:
    """An opening to be: nothing of it is saved. `left_out` are sentences about what is lost."""

    fields: dict
    specialization: Specialization | None
    level: Level | None
    process: Process | None = None
    stages: list[Stage] = field(default_factory=list)
    questions: list[ScreeningQuestion] = field(default_factory=list)
    approvers: list[User] = field(default_factory=list)
    team: list[User] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def plan_copy(opening: Opening, *, extent: Extent, by) -> Plan:
    """Return what another opening would begin with, made from this one as it stands."""
    return plan_of(content_of(opening, extent), by=by)


def plan_of(content: object, *, by) -> Plan:
    """Return what an opening of `by` would begin with that is made from `content`.

    That may say anything: it was kept on another day.
    """
    content, lost = content if isinstance(content, Mapping) else {}, []
    return Plan(
        specialization=_entry(Specialization.objects.in_use(), content, "specialization", lost),
        level=_entry(Level.objects.all(), content, "level", lost),
        process=Process.objects.filter(pk=key_in(content, "process")).first(),
        fields={
            **_fields(mapping_in(content, "fields"), lost),
            "posting": _posting(mapping_in(content, "posting"), lost),
            **read_weights(mapping_in(content, "weights"), lost),
        },
        stages=read_stages(list_in(content, "stages"), lost),
        questions=read_questions(list_in(content, "questions"), lost),
        approvers=_approvers(list_in(content, "approvers"), by, lost),
        team=_people(list_in(content, "team"), TEAM_ROLES, "on the team", lost),
        left_out=lost,
    )


def open_plan(plan: Plan, *, by, title="", specialization=None, level=None) -> Opening:
    """Write the draft that `plan` is for; return it.

    What is given takes the place of what the plan says; weights of components stay behind with
    another specialization. Approvers are asked at once. Raises IllegalChange where title,
    specialization or level are lacking.
    """
    fields = {**plan.fields, "title": title.strip() or plan.fields.get("title", "")}
    fields |= {
        "specialization": specialization or plan.specialization,
        "level": level or plan.level,
    }
    lacking = [name for name in ("title", "specialization", "level") if not fields[name]]
    if lacking:
        raise IllegalChange(f"Say which {lacking[0]} the opening has.")
    if fields["specialization"] != plan.specialization:
        fields.pop("component_weights", None)
    with acting(by):
        stages = plan.stages or None
        opening = create_opening(by=by, process=plan.process, stages=stages, **fields)
        for question in plan.questions:
            question.opening = opening
        ScreeningQuestion.objects.bulk_create(plan.questions)
        others = [person for person in plan.team if person != person_of(by)]
        Membership.objects.bulk_create(Membership(opening=opening, user=user) for user in others)
        for approver in plan.approvers:
            ask_approver(opening, approver, by=by)
    return opening


def _entry(rows, content, noun, lost):
    """The entry of the framework that `content` names, or None."""
    kept = mapping_in(content, noun)
    entry = rows.filter(key=str(kept.get("key"))).first()
    if entry is None:
        lost.append(f"The {noun} “{name_in(kept)}” is no longer in use. Choose another one.")
    return entry


def _fields(kept, lost):
    fields = {}
    for name in SIMPLE:
        if name not in kept:
            continue
        try:
            fields[name] = _value(name, kept[name])
        except ValidationError:
            lost.append(f"The {CALLED.get(name, name.replace('_', ' '))} could not be read.")
    low, high = fields.pop("pay_low", None), fields.pop("pay_high", None)
    if low is not None and high is not None and low <= high:
        fields |= {"pay_low": low, "pay_high": high}
    return fields


def _value(name, value):
    value = clean_value(Opening, name, value)
    low, high = BOUNDS.get(name, (None, None))
    if high is not None and not low <= value <= high:
        raise ValidationError("This is too much or too little.")
    if name == "summary" and len(value) > LONGEST_SUMMARY:
        raise ValidationError("This is too long.")
    if name == "currency" and value not in CURRENCIES:
        raise ValidationError("There is no such currency here.")
    return value


def _posting(kept, lost):
    """The sections that can still be read, each by itself."""
    sections = {}
    for kind, text in kept.items():
        try:
            sections |= tidy_sections({kind: text})
        except ValidationError:
            label = LABELS[kind] if kind in list(SectionKind) else str(kind)[:60]
            lost.append(f"The section “{label}” of the job description could not be read.")
    return sections


def _approvers(kept, by, lost):
    people = _people(kept, ACTIONS[GIVES], "asked", lost)
    if by in people:
        lost.append("You are not asked yourself: nobody approves what they open.")
    return [person for person in people if person != by]


def _people(kept, roles, what, lost):
    """Those who are still here and hold one of `roles`, in their order."""
    keys = [key_in(row, "id") for row in kept]
    found = User.objects.active().holding(*roles).in_bulk([key for key in keys if key])
    for row, key in zip(kept, keys, strict=True):
        if key not in found:
            lost.append(f"{name_in(row)} has left or has another role, and is not {what}.")
    return [found[key] for key in dict.fromkeys(keys) if key in found]
