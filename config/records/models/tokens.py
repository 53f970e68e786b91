"""API tokens: shown once, kept as a hash."""

import hashlib
import secrets

from django.db import models
from django.utils import timezone

from config.accounts.models import User
from config.tenancy.ids import Row


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet):
    def usable(self):
        """Not revoked, not expired, and of a person who may still sign in."""
        return self.filter(revoked_at=None, user__is_active=True).exclude(
            expires_at__lte=timezone.now()
        )


class ApiToken(Row):
    """A person's key to the API; it may do what the person may."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @classmethod
    def issue(cls, user, name, expires_at=None) -> tuple["ApiToken", str]:
        """Make a token for `user`; return it with its secret, which is not kept."""
        secret = "fn_" + secrets.token_urlsafe(32)
        token = cls.objects.create(
            user=user,
            name=name,
            prefix=secret[:8],
            secret_hash=hash_of(secret),
            expires_at=expires_at,
        )
        return token, secret
