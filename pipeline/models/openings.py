"""Openings, and who is on their team."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property

from config.accounts.models import User
from config.accounts.roles import Role
from config.tenancy.ids import Row
from pipeline.days import today
from pipeline.models.framework import Level, Specialization
from pipeline.models.processes import Process
from pipeline.money import say_range


class OpeningStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    PAUSED = "paused", "Paused"
    FILLED = "filled", "Filled"
    CLOSED = "closed", "Closed"


class Workplace(models.TextChoices):
    ON_SITE = "on_site", "On site"
    HYBRID = "hybrid", "Partly on site"
    REMOTE = "remote", "Remote"


class EmploymentType(models.TextChoices):
    FULL_TIME = "full_time", "Full time"
    PART_TIME = "part_time", "Part time"
    CONTRACT = "contract", "Contract"
    TEMPORARY = "temporary", "For a limited time"
    INTERNSHIP = "internship", "Internship"


class OpeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Recruiters see every opening; hiring leads those whose team they are on."""
        if user.holds(Role.RECRUITER):
            return self
        if user.holds(Role.HIRING_LEAD):
            return self.filter(memberships__user=user)
        return self.none()

    def running(self):
        """Open or paused: people are still in it."""
        return self.filter(status__in=[OpeningStatus.OPEN, OpeningStatus.PAUSED])

    def taking_applications(self, day=None):
        """Open, and not past the day by which to apply; `day` is the company's present one."""
        in_time = models.Q(closes_on=None) | models.Q(closes_on__gte=day or today())
        return self.filter(in_time, status=OpeningStatus.OPEN)


class Opening(Row):
    """A role to fill. Pay is yearly base in minor units; interviewers never see it.

    Its weights, in percent by key, are those of the day it was opened. `posting` is the job
    description: texts by the kind of section; `published_at`, when the public first saw it.
    Where it `is_blind`, who an applicant is stays hidden from reviewers until they have rated.
    """

    ref = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    specialization = models.ForeignKey(
        Specialization, on_delete=models.PROTECT, related_name="openings"
    )
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="openings")
    process = models.ForeignKey(Process, null=True, on_delete=models.SET_NULL, related_name="+")
    location = models.CharField(max_length=160, blank=True)
    summary = models.TextField(blank=True)
    pay_low = models.PositiveBigIntegerField(null=True, blank=True)
    pay_high = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    headcount = models.PositiveSmallIntegerField(default=1)
    clock_days = models.PositiveSmallIntegerField(default=14)
    status = models.CharField(
        max_length=8, choices=OpeningStatus.choices, default=OpeningStatus.DRAFT
    )
    posting = models.JSONField(default=dict, blank=True)
    workplace = models.CharField(max_length=8, choices=Workplace.choices, blank=True)
    employment_type = models.CharField(
        max_length=10, choices=EmploymentType.choices, default=EmploymentType.FULL_TIME
    )
    closes_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_blind = models.BooleanField(default=False)
    component_weights = models.JSONField(default=dict, blank=True)
    dimension_weights = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    team = models.ManyToManyField(User, through="Membership", related_name="openings")

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pay_low=None, pay_high=None)
                | models.Q(
                    pay_low__isnull=False,
                    pay_high__isnull=False,
                    pay_low__lte=models.F("pay_high"),
                ),
                name="opening_pay_range_whole_and_ordered",
            ),
            models.CheckConstraint(
                condition=models.Q(headcount__gte=1), name="opening_headcount_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(clock_days__gte=1, clock_days__lte=365),
                name="opening_clock_days_in_range",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if (self.pay_low is None) != (self.pay_high is None):
            raise ValidationError({"pay_high": "Give both ends of the pay range, or neither."})
        if self.pay_low is not None and self.pay_low > self.pay_high:
            raise ValidationError({"pay_high": "The top of the pay range lies below its bottom."})

    @property
    def has_pay_range(self) -> bool:
        return self.pay_low is not None

    @property
    def pay_words(self) -> str:
        """The pay range: "$280,000–380,000", or nothing."""
        return say_range(self.pay_low, self.pay_high, self.currency) if self.has_pay_range else ""

    @property
    def is_past(self) -> bool:
        """Say whether the day by which to apply has gone by, in the company's zone."""
        return self.closes_on is not None and self.closes_on < today()

    @property
    def posted_at(self):
        """When the public first saw it, as far as that is known."""
        return self.published_at or self.created_at

    @property
    def takes_applications(self) -> bool:
        return self.status == OpeningStatus.OPEN and not self.is_past

    @cached_property
    def seats_filled(self) -> int:
        """How many people are hired."""
        return self.applications.filter(state="hired").count()


def is_on_team(user) -> models.Q:
    """The condition on rows of an `application`: `user` is on its opening's team."""
    places = Membership.objects.filter(opening=models.OuterRef("application__opening"), user=user)
    return models.Q(models.Exists(places))


class Membership(Row):
    """A person's place on an opening's hiring team."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opening", "user"], name="membership_once")]
