"""The API asks the same permission table as the pages."""

from rest_framework.permissions import BasePermission


class NeedsAction(BasePermission):
    """The view's `actions` names the table's action for each method; others are refused."""

    message = "Your roles do not allow this."

    def has_permission(self, request, view):
        if request.user is None:
            return False
        if request.method == "OPTIONS":
            return True
        action = view.actions.get("GET" if request.method == "HEAD" else request.method)
        return action is not None and request.user.can(action)
