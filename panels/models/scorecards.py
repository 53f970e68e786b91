"""Scorecards: ratings, evidence and a recommendation, by one interviewer."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from config.accounts.roles import Role
from config.tenancy.ids import Row
from panels.models.seats import PanelSeat
from pipeline.models import Application, Criterion, Stage
from pipeline.models.openings import is_on_team


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
        cards as recruiters and hiring leads of the opening's team. Who may read no scorecards
        at all has but their own.
        """
        if not user.can("scorecards.view"):
            return self.filter(interviewer=user)
        readable = own_card_is_in(user)
        if user.holds(Role.RECRUITER, Role.HIRING_LEAD):
            readable |= is_on_team(user) & ~sits_at(user)
        return self.filter(Q(interviewer=user) | Q(submitted_at__isnull=False) & readable)

    def withheld_from(self, user):
        """Colleagues' submitted cards that wait for the card of `user`, who sits beside them."""
        return self.submitted().filter(sits_at(user), ~own_card_is_in(user))

    def known_to(self, user):
        """The submitted cards of which `user` may know that they are in.

        Recruiters and hiring leads know who is still missing, whether they may read the
        ratings or not; where a card is withheld from somebody, its very existence is.
        """
        if not user.holds(Role.RECRUITER, Role.HIRING_LEAD):
            return self.readable_by(user).submitted()
        return self.submitted().filter(~sits_at(user) | own_card_is_in(user))


def sits_at(user) -> Q:
    """The condition on rows of an `application` in a `stage`: `user` sits on that panel."""
    seats = PanelSeat.objects.counting_for(OuterRef("application"))
    return Q(Exists(seats.filter(stage=OuterRef("stage"), interviewer=user)))


def own_card_is_in(user) -> Q:
    """The condition on rows of an `application` in a `stage`: `user` submitted a card there."""
    own = Scorecard.objects.submitted().filter(interviewer=user)
    return Q(Exists(own.filter(stage=OuterRef("stage"), application=OuterRef("application"))))


class Scorecard(Row):
    """One interviewer's ratings of an application in a stage.

    A draft until submitted, then locked. `version` counts saves, so that a copy typed on one
    machine never overwrites a newer one silently. `framework_version` is the one it was filled
    under, and read by ever after; `explanation` says why a yes stands in spite of a red flag.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="scorecards"
    )
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="scorecards")
    interviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="scorecards")
    recommendation = models.CharField(max_length=10, choices=Recommendation.choices, blank=True)
    summary = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
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
