"""Take-homes: practical work handed in, and its review."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.models import StoredFile
from config.tenancy.ids import Row
from pipeline.models import Application, Stage
from pipeline.models.openings import is_on_team
from pipeline.visibility import seated_at


class Verdict(models.TextChoices):
    BELOW = "below", "Below the bar"
    MEETS = "meets", "Meets the bar"
    ABOVE = "above", "Above the bar"


class TakeHomeQuerySet(models.QuerySet):
    def handed_in(self):
        return self.exclude(handed_in_at=None)

    def visible_to(self, user):
        return self.filter(application__in=Application.objects.visible_to(user))

    def reviewable_by(self, user):
        """Take-homes that `user` may review: of their team's openings, or where they sit."""
        sits = seated_at(user)
        leads = user.holds(Role.RECRUITER, Role.HIRING_LEAD)
        return self.filter(sits | is_on_team(user) if leads else sits)


class TakeHome(Row):
    """The practical work of an application in a take-home stage.

    `task` is the key of the framework's task that its brief was made from, blank for own words,
    and `framework_version` the version in which that task was read.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="take_homes"
    )
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    brief = models.TextField(blank=True)
    task = models.SlugField(max_length=60, blank=True, db_index=False)
    framework_version = models.PositiveIntegerField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    link = models.URLField(blank=True)
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="take_home"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TakeHomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "stage"], name="take_home_once")
        ]

    def __str__(self):
        return f"Take-home of {self.application.candidate}"

    @property
    def is_in(self) -> bool:
        return self.handed_in_at is not None

    @property
    def was_late(self) -> bool:
        return self.is_in and self.due_at is not None and self.handed_in_at > self.due_at


class TakeHomeReviewQuerySet(models.QuerySet):
    def readable_by(self, user):
        """One's own, and colleagues' where nothing forbids it.

        Who sits in that stage reads them once their own review is in; others only where they
        manage the application: a verdict must not colour what another panel sees.
        """
        own = TakeHomeReview.objects.filter(take_home=OuterRef("take_home"), reviewer=user)
        sits = TakeHome.objects.filter(seated_at(user), pk=OuterRef("take_home"))
        managed = Q(take_home__application__in=Application.objects.managed_by(user))
        return self.filter(Exists(own) | managed & ~Exists(sits))


class TakeHomeReview(Row):
    """A named person's review of what was handed in."""

    take_home = models.ForeignKey(TakeHome, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=5, choices=Verdict.choices)
    note = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TakeHomeReviewQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["take_home", "reviewer"], name="review_once")
        ]

    def __str__(self):
        return f"{self.get_verdict_display()}, by {self.reviewer}"
