"""Looking at a page as another role sees it."""

from django.http import HttpResponseForbidden

from config.accounts.roles import Role

SESSION_KEY = "viewing_as"
STOP_PATH = "/people/view-as/stop/"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ViewingAsMiddleware:
    """Narrow an admin's roles to the one chosen; nothing can be changed meanwhile."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        role = request.session.get(SESSION_KEY) if request.company is not None else None
        if role in Role.values and request.user.is_authenticated:
            if not request.user.can("people.view_as"):
                del request.session[SESSION_KEY]
            elif request.method not in READING and request.path != STOP_PATH:
                return HttpResponseForbidden(
                    f"You are looking at pages as {Role(role).label.lower()}. "
                    "Stop that before you change anything."
                )
            else:
                request.user.viewing_as = frozenset({role})
        return self.get_response(request)
