"""Looking at pages as another role sees them."""

from django.http import HttpResponseForbidden
from django.shortcuts import render

from config.accounts.roles import Role

SESSION_KEY = "viewing_as"
STOP_PATH = "/people/view-as/stop/"
ALWAYS_ALLOWED = frozenset({STOP_PATH, "/sign-out/"})
API_PREFIX = "/api/"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ViewingAsMiddleware:
    """Narrow an admin's roles to the one chosen; nothing can be changed meanwhile.

    The API has tokens of its own and knows nothing of what a browser looks at.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        role = _chosen_role(request)
        if role is None or request.path in ALWAYS_ALLOWED:
            return self.get_response(request)
        request.user.viewing_as = frozenset({role})
        if request.method not in READING:
            return _refuse(request, role)
        return self.get_response(request)


def _chosen_role(request):
    """Return the role an admin looks through; whoever is admin no longer, does so no longer."""
    if request.company is None or request.path.startswith(API_PREFIX):
        return None
    role = request.session.get(SESSION_KEY)
    if role not in Role.values or not request.user.is_authenticated:
        return None
    if not request.user.can("people.view_as"):
        del request.session[SESSION_KEY]
        return None
    return role


def _refuse(request, role):
    sentence = (
        f"You are looking at pages as {Role(role).label.lower()}. "
        "Go back to your own view before you change anything."
    )
    if request.headers.get("HX-Request"):
        return HttpResponseForbidden(sentence, content_type="text/plain; charset=utf-8")
    return render(request, "errors/viewing_as.html", {"sentence": sentence}, status=403)
