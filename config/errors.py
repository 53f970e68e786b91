"""Error pages in the company's own look."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """A form whose token is stale: say so and how to go on, and keep nothing of it."""
    return render(request, "errors/csrf.html", status=403)
