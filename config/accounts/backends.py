"""Sign-in by email and password, on the company's own host."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password

from config.accounts.models import User


class EmailBackend(BaseBackend):
    """Find people by email without regard to case. Users are of the current schema only."""

    def authenticate(self, request, username=None, password=None):
        """Return the active user with this email and password, or None.

        An unknown address costs one hash as well, so that the answer's time tells nothing.
        """
        if not username or password is None or "\0" in username:
            return None
        user = User.objects.active().filter(email__iexact=username.strip()).first()
        if user is None:
            make_password(password)
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id):
        return User.objects.active().filter(pk=user_id).first()
