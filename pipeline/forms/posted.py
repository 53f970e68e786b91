"""What a form is bound to."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, however empty, or None where the page was only asked for."""
    return request.POST if request.method == "POST" else None
