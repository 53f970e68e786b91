"""Guards of views: each view carries exactly one."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from config.accounts.permissions import ACTIONS


def needs(action: str) -> Callable:
    """Guard a view: signed in, and holding a role that may do `action`.

    A visitor who is not signed in is led to the sign-in page; a colleague without the role is
    told so (403).
    """
    if action not in ACTIONS:
        raise KeyError(f"There is no action “{action}” in the permission table.")

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.can(action):
                raise PermissionDenied(action)
            return view(request, *args, **kwargs)

        guarded.action = action
        return guarded

    return guard


def public_page(view: Callable) -> Callable:
    """Mark a view as open to anyone, so that the sweep of guarded views knows it is meant."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    opened.action = None
    return opened
