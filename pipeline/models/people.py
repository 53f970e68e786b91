"""What is known of a candidate beside the applications: jobs, work, tags, pools, referrals."""

from django.db import models
from django.db.models.functions import Lower

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.candidates import Candidate, Document


class Employment(Row):
    """A job as a résumé tells it. Dates are "2018" or "2018-09", as exact as they were given."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="employments")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)
    employer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    started = models.CharField(max_length=7, blank=True)
    ended = models.CharField(max_length=7, blank=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return ", ".join(part for part in (self.title, self.employer) if part)


class WorkKind(models.TextChoices):
    PAPER = "paper", "Paper"
    REPOSITORY = "repository", "Repository"
    MODEL = "model", "Model"
    DATASET = "dataset", "Data set"
    TALK = "talk", "Talk"
    WRITING = "writing", "Writing"
    OTHER = "other", "Other"


class Work(Row):
    """One piece of the evidence record: what it is, what this person did in it, who checked."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="works")
    kind = models.CharField(max_length=10, choices=WorkKind.choices)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    contribution = models.TextField(blank=True)
    verified_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verification = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "url"], name="work_once"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class Tag(Row):
    """A word that a company sorts its candidates by."""

    name = models.CharField(max_length=60)

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_once")]

    def __str__(self):
        return self.name


class Tagging(Row):
    """A tag on a candidate, and who put it there."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["candidate", "tag"], name="tagging_once")]


class Pool(Row):
    """People to keep in touch with for a purpose."""

    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    is_retired = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="pool_once")]

    def __str__(self):
        return self.name


class PoolPlace(Row):
    """A candidate's place in a pool, and why they are there."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="places")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="pool_places")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "candidate"], name="pool_place_once")
        ]


class Referral(Row):
    """Somebody of the company who spoke for a candidate, and how they know them."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="referrals")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="referrals"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="referrals")
    relation = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
