"""Handing out API tokens and taking them back."""

from django.utils import timezone

from config.records.audit import acting
from config.records.models import ApiToken


def issue_token(person, *, by, name: str, expires_at=None) -> tuple[ApiToken, str]:
    """Make an API token for `person`; return it with its secret, which is kept nowhere."""
    with acting(by):
        return ApiToken.issue(person, name, expires_at)


def revoke_token(token, *, by) -> ApiToken:
    """End `token` for good; what was ended before keeps its time."""
    with acting(by):
        token = ApiToken.objects.select_for_update().get(pk=token.pk)
        if token.revoked_at is None:
            token.revoked_at = timezone.now()
            token.save(update_fields=["revoked_at"])
    return token
