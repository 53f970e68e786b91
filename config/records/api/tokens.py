"""Signing in to the API with a token."""

from datetime import timedelta

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from config.records.models import ApiToken
from config.records.models.tokens import hash_of

FRESH = timedelta(minutes=1)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer fn_…`: the token's person, with all their roles and no others'."""

    keyword = "Bearer"

    def authenticate(self, request):
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return None
        if scheme.lower() != "bearer" or not secret.strip():
            raise AuthenticationFailed("Send the header “Authorization: Bearer TOKEN”.")
        token = (
            ApiToken.objects.usable()
            .select_related("user")
            .filter(secret_hash=hash_of(secret.strip()))
            .first()
        )
        if token is None:
            raise AuthenticationFailed("This token is not known here, revoked or expired.")
        self._note_use(token)
        return token.user, token

    def authenticate_header(self, request):
        return self.keyword

    def _note_use(self, token):
        """Write when the token was last used, to the minute: a request should not cost a write."""
        now = timezone.now()
        if token.last_used_at is None or now - token.last_used_at > FRESH:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}
