"""Handing out stored files: who may read one, the room whose row points to it says.

An explicit list that higher rooms add to in `AppConfig.ready()`.
"""

from collections.abc import Callable

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from config.accounts.guards import needs
from config.accounts.models import User
from config.records.files import file_response
from config.records.models import StoredFile

Authoriser = Callable[[StoredFile, User], bool]
"""Says whether this user may read this file; False where the file is not that room's."""

AUTHORISERS: list[Authoriser] = []


@require_safe
@needs("documents.view")
def stored_file(request, pk):
    """The bytes of a file, for whom a room vouches; for anyone else there is no such file."""
    stored = get_object_or_404(StoredFile, pk=pk)
    if not any(vouches(stored, request.user) for vouches in AUTHORISERS):
        raise Http404
    try:
        return file_response(stored)
    except FileNotFoundError as missing:
        raise Http404 from missing
