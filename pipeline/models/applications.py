"""Applications: a candidate for an opening. Where each stands is a projection of its moves."""

from django.db import models

from config.accounts.roles import Role
from config.tenancy.ids import Row
from pipeline.models.candidates import Candidate
from pipeline.models.openings import Membership, Opening
from pipeline.models.processes import Stage
from pipeline.models.readers import ReaderQuerySet
from pipeline.visibility import seated


class ApplicationState(models.TextChoices):
    ACTIVE = "active", "Active"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    HIRED = "hired", "Hired"


class Origin(models.TextChoices):
    APPLIED = "applied", "Applied"
    SOURCED = "sourced", "We wrote first"
    REFERRED = "referred", "Referred"
    IMPORTED = "imported", "Imported"


class ApplicationQuerySet(ReaderQuerySet):
    to_candidate = "candidate"

    def visible_to(self, user):
        """Recruiters see all; hiring leads their teams' openings; whoever sits on a panel, its."""
        if user.holds(Role.RECRUITER):
            return self.read_by(user)
        condition = models.Q(pk__in=[])
        if user.holds(Role.HIRING_LEAD):
            # Not by a join: beside the panels it would bring one row per member of the team.
            teams = Membership.objects.filter(user=user).values("opening")
            condition |= models.Q(opening__in=teams)
        if user.holds(Role.INTERVIEWER, Role.HIRING_LEAD):
            condition |= seated(user)
        return self.filter(condition).read_by(user)

    def managed_by(self, user):
        """Applications that `user` may move: as `visible_to`, without the panels'."""
        if user.holds(Role.RECRUITER):
            return self.read_by(user)
        if user.holds(Role.HIRING_LEAD):
            return self.filter(opening__memberships__user=user).read_by(user)
        return self.none()

    def with_team_member(self, user):
        """Bring along `team_member`: the key of `user` where they are on the team, else None."""
        places = Membership.objects.filter(opening=models.OuterRef("opening"), user=user)
        return self.annotate(team_member=models.Subquery(places.values("user")))

    def show(self, rows, user):
        from pipeline.blind.hiding import show_blind

        show_blind(rows, user)

    def active(self):
        return self.filter(state=ApplicationState.ACTIVE)

    def most_urgent_first(self):
        """By the clock: whose first contact is longest ago comes first; without a clock, last."""
        return self.order_by(models.F("first_contact_at").asc(nulls_last=True), "id")


class Application(Row):
    """A candidate for an opening.

    `stage`, `state`, `version`, `stage_entered_at` and `offered_at` are projections that
    `pipeline.moves` and `pipeline.offers` keep; nothing else writes them. `first_contact_at`
    is null where nobody knows it, and then there is no clock. `offered_at` is the first
    offer extended: there the clock stopped for good. `channel` is where they heard of the
    opening; `source` and `remote_id`, where an import has it from.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="applications")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(
        max_length=9, choices=ApplicationState.choices, default=ApplicationState.ACTIVE
    )
    version = models.PositiveIntegerField(default=0)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.APPLIED)
    outreach_at = models.DateTimeField(null=True, blank=True)
    first_contact_at = models.DateTimeField(null=True, blank=True)
    stage_entered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=80, blank=True)
    remote_id = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "remote_id"],
                condition=~models.Q(remote_id=""),
                name="application_imported_once",
            ),
            models.UniqueConstraint(
                fields=["candidate", "opening"],
                condition=models.Q(state="active"),
                name="application_active_once",
                violation_error_message="This person is in this opening already.",
            ),
        ]
        indexes = [
            models.Index(
                models.F("stage"),
                models.F("first_contact_at").asc(nulls_last=True),
                models.F("id"),
                name="application_board",
                condition=models.Q(state="active"),
            ),
            models.Index(fields=["opening", "state"], name="application_by_state"),
        ]

    def __str__(self):
        return f"{self.candidate} for {self.opening}"

    @property
    def is_active(self) -> bool:
        return self.state == ApplicationState.ACTIVE
