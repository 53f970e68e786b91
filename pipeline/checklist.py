"""The way from a new company to its first candidate.

Each step is judged by the data, so nothing is ticked off by hand and nothing is stored. Higher
rooms add steps of their own to the list in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, Q, Subquery, Value
from django.urls import reverse

from config.accounts.models import Invitation, User
from config.accounts.roles import Role
from config.records.company_settings import TABLE as COMPANY_TABLE
from config.records.models import AuditEntry
from config.tenancy.models import Company
from pipeline.framework.shipped import DELIVERY
from pipeline.models import Application, Opening
from pipeline.models.openings import OpeningStatus

Condition = Callable[[Company, User], Exists | Q | Value]
"""Returns the database's condition under which a step is done."""


@dataclass(frozen=True)
class Step:
    """A step: what to do, why, where, who may, and when it is done. Lower `order` comes first.

    `opening_view` is where it is done in an opening, once there is one; `view` is for until then.
    """

    key: str
    title: str
    why: str
    view: str
    action: str
    is_done: Condition
    order: int
    opening_view: str = ""

    def href(self, opening_id) -> str:
        if self.opening_view and opening_id:
            return reverse(self.opening_view, args=[opening_id])
        return reverse(self.view)


@dataclass(frozen=True)
class Progress:
    """A step as it stands for one person; `href` is empty where it is for somebody else."""

    title: str
    why: str
    href: str
    is_done: bool


@dataclass(frozen=True)
class Checklist:
    steps: list[Progress]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.steps)


def checklist(company: Company, user: User) -> Checklist | None:
    """Return the way to the first candidate as it stands; None for whom it is not meant.

    Costs one query, whatever the number of steps.
    """
    if not user.holds(Role.ADMIN, Role.HIRING_LEAD):
        return None
    steps = sorted(STEPS, key=lambda step: step.order)
    conditions = {step.key: step.is_done(company, user) for step in steps}
    newest = Opening.objects.visible_to(user).order_by("-pk").values("pk")[:1]
    done = User.objects.filter(pk=user.pk).values(opening_id=Subquery(newest), **conditions).get()
    return Checklist(
        [
            Progress(
                title=step.title,
                why=step.why,
                href=step.href(done["opening_id"]) if user.can(step.action) else "",
                is_done=done[step.key],
            )
            for step in steps
        ]
    )


def _has_settled_settings(company, user):
    """A zone other than UTC was chosen; UTC may be meant, which saving the settings says."""
    if company.time_zone != "UTC":
        return Value(True, output_field=BooleanField())
    return Exists(AuditEntry.objects.filter(table=COMPANY_TABLE, row_id=company.pk))


def _has_colleagues(company, user):
    return ExpressionWrapper(
        Q(Exists(User.objects.exclude(pk=user.pk))) | Q(Exists(Invitation.objects.pending())),
        output_field=BooleanField(),
    )


def _has_looked_at_process(company, user):
    """Somebody edited a process; or opened a role with a copy of it, which says as much."""
    edited = AuditEntry.objects.filter(
        table__in=["pipeline_process", "pipeline_processstage"]
    ).exclude(actor__in=["", DELIVERY])
    return ExpressionWrapper(
        Q(Exists(edited)) | Q(Exists(Opening.objects.all())), output_field=BooleanField()
    )


STEPS: list[Step] = [
    Step(
        key="settings",
        title="Check the company's settings",
        why="Its time zone says when a day of the clock begins.",
        view="accounts:edit_company",
        action="company.edit",
        is_done=_has_settled_settings,
        order=10,
    ),
    Step(
        key="people",
        title="Invite your colleagues",
        why="Recruiters, hiring leads, and those who will interview.",
        view="accounts:invite",
        action="people.edit",
        is_done=_has_colleagues,
        order=20,
    ),
    Step(
        key="process",
        title="Look at the process",
        why="Four stages stand ready; make them yours before an opening takes a copy.",
        view="pipeline:processes",
        action="processes.view",
        is_done=_has_looked_at_process,
        order=30,
    ),
    Step(
        key="opening",
        title="Create the first opening",
        why="A role to fill, with its level, pay range and hiring team.",
        view="pipeline:intake",
        action="openings.edit",
        is_done=lambda company, user: Exists(Opening.objects.all()),
        order=40,
    ),
    Step(
        key="open",
        title="Open it",
        why="A draft takes no candidates yet.",
        view="pipeline:openings",
        opening_view="pipeline:edit_opening",
        action="openings.edit",
        is_done=lambda company, user: Exists(Opening.objects.exclude(status=OpeningStatus.DRAFT)),
        order=50,
    ),
    Step(
        key="candidate",
        title="Add the first candidate",
        why="From first contact the clock counts its fourteen days.",
        view="pipeline:new_candidate",
        opening_view="pipeline:board",
        action="candidates.edit",
        is_done=lambda company, user: Exists(Application.objects.all()),
        order=70,
    ),
]
"""The panels add theirs at 60."""
