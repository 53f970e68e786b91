"""Who approves offers, what letters say, and what currencies are worth."""

from django.db import models

from config.accounts.models import User
from config.accounts.roles import Role
from config.records.models import StoredFile
from config.tenancy.ids import Row
from pipeline.models.offers import Offer, OfferVersion
from pipeline.models.openings import Opening


class ApproverStep(Row):
    """A place in the chain of approvals of offers: a person, or whoever holds a role.

    Within one opening where it names one; else in the whole company. One that `is_for_outside`
    is asked only where the offer leaves its band.
    """

    opening = models.ForeignKey(
        Opening, null=True, on_delete=models.CASCADE, related_name="approver_steps"
    )
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, blank=True, choices=Role.choices)
    is_for_outside = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(role=""), name="approver_person_or_role"
            )
        ]


class OfferDecision(models.TextChoices):
    ASKED = "asked", "Asked"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    VOID = "void", "No longer counts"


class OfferApproval(Row):
    """What one approver said of one version of an offer; void where its terms changed since.

    `evidence` is what they were shown: place in range, sources with n and age.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="approvals")
    version = models.ForeignKey(OfferVersion, on_delete=models.CASCADE, related_name="approvals")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, blank=True, choices=Role.choices)
    is_for_outside = models.BooleanField(default=False)
    decision = models.CharField(
        max_length=8, choices=OfferDecision.choices, default=OfferDecision.ASKED
    )
    evidence = models.JSONField(default=dict)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["position", "id"]


class LetterTemplate(Row):
    """The words of an offer letter, in Markdown with merge fields."""

    name = models.CharField(max_length=120, unique=True)
    text = models.TextField()
    is_default = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="letter_one_default",
            )
        ]

    def __str__(self):
        return self.name


class OfferLetter(Row):
    """The letter of one version of an offer, as PDF."""

    version = models.OneToOneField(OfferVersion, on_delete=models.CASCADE, related_name="letter")
    template = models.ForeignKey(
        LetterTemplate, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="offer_letter")
    created_at = models.DateTimeField(auto_now_add=True)


class ExchangeRate(Row):
    """What one unit of `currency` was worth in units of `into` on a day, by `source`."""

    currency = models.CharField(max_length=3)
    into = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=8)
    day = models.DateField()
    source = models.CharField(max_length=120)

    class Meta:
        ordering = ["currency", "into", "-day"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "into", "day"], name="rate_of_a_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rate_is_positive"),
        ]
