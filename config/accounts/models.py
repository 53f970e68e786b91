"""People of a company, and the invitations that bring them in."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from config.accounts.permissions import ACTIONS
from config.accounts.roles import Role
from config.tenancy.ids import Row
from config.tenancy.models import check_time_zone

INVITATION_LIFE = timedelta(days=7)


class UserQuerySet(models.QuerySet):
    def active(self):
        """People who may sign in."""
        return self.filter(is_active=True)

    def holding(self, *roles):
        """People who hold at least one of `roles`."""
        return self.filter(roles__overlap=list(roles))

    def by_name(self):
        return self.order_by(Lower("name"), "id")


class User(Row, AbstractBaseUser):
    """A person of one company. The same person in two companies is two users."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    time_zone = models.CharField(max_length=64, blank=True, validators=[check_time_zone])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Somebody here has this email address already.",
            ),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=list(Role.values)), name="user_roles_known"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def effective_roles(self) -> frozenset[str]:
        """The roles that count now: one's own, or the one an admin is looking through."""
        return getattr(self, "viewing_as", None) or frozenset(self.roles)

    def can(self, action: str) -> bool:
        """Say whether any of the roles that count now may do `action`."""
        return not self.effective_roles.isdisjoint(ACTIONS[action])

    def holds(self, *roles) -> bool:
        return not self.effective_roles.isdisjoint(roles)


class InvitationQuerySet(models.QuerySet):
    def pending(self):
        """Neither accepted nor withdrawn; some may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self):
        """Neither accepted nor expired nor withdrawn."""
        return self.pending().filter(expires_at__gt=timezone.now())


def invitation_expiry():
    return timezone.now() + INVITATION_LIFE


class Invitation(Row):
    """A promise of a place, taken up once through a signed link."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices))
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=invitation_expiry)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self):
        return self.email

    @property
    def is_open(self) -> bool:
        return (
            self.accepted_at is None
            and self.withdrawn_at is None
            and self.expires_at > timezone.now()
        )


class SignInFailureQuerySet(models.QuerySet):
    def recent(self):
        """Failures within the last quarter of an hour."""
        return self.filter(failed_at__gt=timezone.now() - timedelta(minutes=15))

    def old(self):
        """Failures that nobody counts any more."""
        return self.filter(failed_at__lt=timezone.now() - timedelta(days=1))

    def counts(self, email, address) -> dict[str, int]:
        """Count those of this email, of this address, and of both together."""
        of_email, of_address = models.Q(email=email), models.Q(address=address)
        return self.aggregate(
            of_both=models.Count("id", filter=of_email & of_address),
            of_address=models.Count("id", filter=of_address),
            of_email=models.Count("id", filter=of_email),
        )


class SignInFailure(Row):
    """A failed sign-in, kept so that guessing passwords grows slow; `email` in small letters."""

    email = models.CharField(max_length=254)
    address = models.GenericIPAddressField(null=True)
    failed_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = SignInFailureQuerySet.as_manager()
