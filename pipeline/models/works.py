"""The evidence record: papers, repositories and models, and who checked them."""

from urllib.parse import urlsplit

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.candidates import Candidate


class WorkKind(models.TextChoices):
    PAPER = "paper", "Paper"
    REPOSITORY = "repository", "Repository"
    MODEL = "model", "Model"
    DATASET = "dataset", "Data set"
    TALK = "talk", "Talk"
    WRITING = "writing", "Writing"
    OTHER = "other", "Other"


class WorkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Works of the people whom `user` sees and knows by name: their panels read them, too."""
        return self.filter(candidate__in=Candidate.objects.visible_to(user).named_for(user))

    def managed_by(self, user):
        return self.filter(candidate__in=Candidate.objects.managed_by(user).named_for(user))


class Work(Row):
    """One piece of the evidence record: what it is, what this person did in it, who checked."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="works")
    kind = models.CharField(max_length=10, choices=WorkKind.choices)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    contribution = models.TextField(blank=True)
    verified_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verification = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "url"], condition=~models.Q(url=""), name="work_once"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def host(self) -> str:
        """Where its link leads: "arxiv.org"."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None
