"""What a candidate's own page is made of: links to it, promises, requests and a survey."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from config.accounts.models import User
from config.accounts.roles import Role
from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.processes import Stage


class PageLink(Row):
    """A way to the page of one application; the address carries this key, signed."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="page_links"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]


class Promise(Row):
    """The day by which the candidate was told that they will hear from us, in one stage.

    One that was missed is `replaced_at` by a later one, and its page apologises.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="promises")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "stage"],
                condition=models.Q(replaced_at=None),
                name="promise_one_stands",
            )
        ]


class RequestKind(models.TextChoices):
    RESCHEDULE = "reschedule", "Another time"
    ACCOMMODATION = "accommodation", "An accommodation"
    PERSON = "person", "A person instead of the automatic screen"
    QUESTION = "question", "A question"
    ERASURE = "erasure", "Their data deleted"


PRIVATE_KINDS = (RequestKind.ACCOMMODATION, RequestKind.ERASURE)
"""What only recruiters know of."""


class CandidateRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of applications that `user` manages; private ones for recruiters alone."""
        return self.filter(application__in=Application.objects.managed_by(user)).told_to(user)

    def told_to(self, user):
        """Without the private ones, unless `user` is a recruiter; of whatever applications."""
        return self if user.holds(Role.RECRUITER) else self.exclude(kind__in=PRIVATE_KINDS)

    def open(self):
        """Nobody has seen to them yet."""
        return self.filter(handled_at=None)

    def to_answer(self):
        """Open, and somebody has to answer: an erasure takes its course by itself."""
        return self.open().exclude(kind=RequestKind.ERASURE)


class CandidateRequest(Row):
    """Something a candidate asks for on their page, until somebody has seen to it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=14, choices=RequestKind.choices)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(blank=True)

    objects = CandidateRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["application"], name="request_open", condition=models.Q(handled_at=None)
            )
        ]

    @property
    def is_private(self) -> bool:
        return self.kind in PRIVATE_KINDS


class Survey(Row):
    """Three answers of a candidate after the end, from 1 (not at all) to 5 (very much)."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="survey")
    clarity = models.PositiveSmallIntegerField(null=True)
    fairness = models.PositiveSmallIntegerField(null=True)
    again = models.PositiveSmallIntegerField(null=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    RATINGS = ("clarity", "fairness", "again")
    RANGE = (MinValueValidator(1), MaxValueValidator(5))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(**{f"{name}__gte": 1, f"{name}__lte": 5})
                | models.Q(**{f"{name}__isnull": True}),
                name=f"survey_{name}_range",
            )
            for name in ("clarity", "fairness", "again")
        ]
