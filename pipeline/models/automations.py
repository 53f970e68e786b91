"""Automations: a trigger, conditions and actions, readable as a sentence; and what they did."""

from django.db import models

from config.accounts.models import User
from config.accounts.roles import Role
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.openings import Opening


class AutomationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for admins and recruiters; for leads the company's and their openings'."""
        if user.holds(Role.ADMIN, Role.RECRUITER):
            return self
        openings = Opening.objects.visible_to(user).values("pk")
        return self.filter(models.Q(opening=None) | models.Q(opening__in=openings))

    def changeable_by(self, user):
        """As `visible_to`; but the company's own are for admins and recruiters to change."""
        rows = self.visible_to(user)
        if user.holds(Role.ADMIN, Role.RECRUITER):
            return rows
        return rows.exclude(opening=None)


class Automation(Row):
    """A rule of the company (no `opening`) or of one opening.

    One that `replaces` another stands in its place within its opening, be it switched off.
    `trigger` names one of the triggers and `trigger_settings` what it needs; `conditions` and
    `actions` are lists of {"name": …, **settings}. No action rejects or advances anyone.
    """

    name = models.CharField(max_length=120)
    opening = models.ForeignKey(
        Opening, null=True, on_delete=models.CASCADE, related_name="automations"
    )
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="replacements"
    )
    is_on = models.BooleanField(default=False)
    trigger = models.CharField(max_length=40)
    trigger_settings = models.JSONField(default=dict, blank=True)
    conditions = models.JSONField(default=list, blank=True)
    actions = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    switched_on_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AutomationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "replaces"],
                condition=models.Q(replaces__isnull=False),
                name="automation_replaced_once",
            ),
            models.CheckConstraint(
                condition=models.Q(replaces=None) | models.Q(opening__isnull=False),
                name="automation_replaces_in_opening",
            ),
        ]

    def __str__(self):
        return self.name


class RunState(models.TextChoices):
    DUE = "due", "Due"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Not done"
    FAILED = "failed", "Failed"


class AutomationRun(Row):
    """One time that an automation was triggered for an application.

    `occasion` names what triggered it, so that the same never counts twice. `did` says in
    words what each action did, or why it did nothing.
    """

    automation = models.ForeignKey(Automation, on_delete=models.CASCADE, related_name="runs")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="automation_runs"
    )
    occasion = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.DUE)
    due_at = models.DateTimeField()
    did = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["automation", "application", "occasion"], name="automation_run_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="automation_run_due",
                condition=models.Q(state="due"),
            )
        ]


class Deadline(Row):
    """A day by which somebody has to do something for an application in a stage.

    `what` says it in words. It is over where it was `met_at` or `dropped_at`; `passed_at` is
    when it was noticed that it passed.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="deadlines")
    stage = models.ForeignKey(
        "pipeline.Stage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    what = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    automation = models.ForeignKey(
        Automation, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_for_candidate = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    met_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="deadline_ahead",
                condition=models.Q(met_at=None, dropped_at=None, passed_at=None),
            )
        ]
