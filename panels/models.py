"""Kits, panels and scorecards."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from config.accounts.roles import Role
from config.tenancy.ids import Row
from pipeline.models import Application, Criterion, Stage

MOST_CRITERIA_PER_SEAT = 4


class PanelSeat(Row):
    """A place on a panel: who rates which criteria in a stage.

    Without an application it is the stage's usual panel; an application with seats of its own
    has those instead.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="seats")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="seats"
    )
    interviewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="seats")
    criteria = models.ManyToManyField(Criterion, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "application", "interviewer"],
                name="seat_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.interviewer} in {self.stage}"


class Recommendation(models.TextChoices):
    STRONG_NO = "strong_no", "Strong no"
    NO = "no", "No"
    YES = "yes", "Yes"
    STRONG_YES = "strong_yes", "Strong yes"


class ScorecardQuerySet(models.QuerySet):
    def submitted(self):
        return self.exclude(submitted_at=None)

    def drafts(self):
        return self.filter(submitted_at=None)

    def readable_by(self, user):
        """Own cards always; colleagues' submitted cards where nothing forbids it.

        Who sits on that panel reads colleagues' cards only once their own is in: until then
        they are withheld, so that the panel's ratings stay independent. Others read submitted
        cards as recruiters and hiring leads of the opening's team.
        """
        from panels.seats import is_seated, own_card_is_in, was_seated

        seated = Exists(is_seated(user, OuterRef("stage"), OuterRef("application")))
        own_is_in = Exists(own_card_is_in(user, OuterRef("stage"), OuterRef("application")))
        sat = Exists(was_seated(user, OuterRef("stage"), OuterRef("application")))
        on_team = Q(application__opening__memberships__user=user)
        if not user.holds(Role.RECRUITER, Role.HIRING_LEAD):
            on_team = Q(pk__in=[])
        return (
            self.alias(seated=seated, own_is_in=own_is_in, sat=sat)
            .filter(
                Q(interviewer=user)
                | Q(submitted_at__isnull=False, own_is_in=True)
                | (Q(submitted_at__isnull=False, seated=False, sat=False) & on_team)
            )
            .distinct()
        )


class Scorecard(Row):
    """One interviewer's ratings of an application in a stage.

    A draft until submitted, then locked. `version` counts saves, so that a copy typed on one
    machine never overwrites a newer one silently.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="scorecards"
    )
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="scorecards")
    interviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="scorecards")
    recommendation = models.CharField(max_length=10, choices=Recommendation.choices, blank=True)
    summary = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    framework_version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["stage__position", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "stage", "interviewer"], name="scorecard_once"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~Q(recommendation=""),
                name="scorecard_submitted_with_recommendation",
            ),
        ]

    def __str__(self):
        return f"{self.interviewer} on {self.application.candidate}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


class Rating(Row):
    """A criterion rated 1 to 4; there is no middle to hide in."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="rating_once"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=4), name="rating_1_to_4"),
        ]


class Evidence(Row):
    """What was seen or heard; one note may serve several criteria."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    criteria = models.ManyToManyField(Criterion, related_name="+")

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "position"], name="evidence_in_order")
        ]
