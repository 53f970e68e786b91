"""Saying what was done together with a way to undo it, for pages that lead on to another."""

from collections.abc import Mapping

from django.contrib import messages
from django.urls import reverse


def offer_undo(request, sentence: str, view: str, *keys, query: Mapping | None = None) -> None:
    """Say `sentence` on the next page, with a button that posts to the address of `view`."""
    messages.success(request, sentence, extra_tags=reverse(view, args=keys, query=query))
