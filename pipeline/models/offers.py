"""Offers and their versions. Money is in minor units of a currency."""

from datetime import date

from django.db import models
from django.utils.functional import cached_property

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.applications import Application


class OfferStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    EXTENDED = "extended", "Extended"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Taken back"
    EXPIRED = "expired", "Expired"


OPEN_OFFERS = (OfferStatus.DRAFT, OfferStatus.EXTENDED)


class OfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(application__in=Application.objects.managed_by(user))

    def open(self):
        return self.filter(status__in=OPEN_OFFERS)

    def extended(self):
        """Offers that went out, whatever became of them."""
        return self.exclude(extended_at=None)


class Offer(Row):
    """An offer to one application; one may be open at a time."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="offers")
    status = models.CharField(max_length=9, choices=OfferStatus.choices, default=OfferStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decline_reason = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=80, blank=True)
    remote_id = models.CharField(max_length=160, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(status__in=["draft", "extended"]),
                name="offer_one_open",
                violation_error_message="An offer is open for this application already.",
            ),
            models.UniqueConstraint(
                fields=["source", "remote_id"],
                condition=~models.Q(remote_id=""),
                name="offer_imported_once",
            ),
        ]

    def __str__(self):
        return f"Offer to {self.application.candidate}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_OFFERS

    @cached_property
    def terms(self) -> "OfferVersion | None":
        """The latest version; None where an import knows no terms."""
        return next(iter(self.versions.all()), None)

    def is_overdue(self, today: date) -> bool:
        """Whether the last day on which it stands is over; `today` in the company's zone."""
        return bool(self.terms and self.terms.expires_on and self.terms.expires_on < today)


class OfferVersion(Row):
    """The terms at one time; a change of terms is a further version.

    `base` and `bonus` are yearly, `equity` is the grant's value over all its years. Imported
    offers know no terms and have no version.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    base = models.PositiveBigIntegerField()
    bonus = models.PositiveBigIntegerField(default=0)
    equity = models.PositiveBigIntegerField(default=0)
    equity_years = models.PositiveSmallIntegerField(default=4)
    currency = models.CharField(max_length=3)
    starts_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["offer", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="offer_version_in_order")
        ]

    def __str__(self):
        return f"{self.base // 100} {self.currency}"
