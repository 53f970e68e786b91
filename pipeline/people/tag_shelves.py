"""The tags of one person, and the words that could be put on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.models import Candidate, Tag, Tagging

MOST_KNOWN = 300


@dataclass(frozen=True)
class TagShelf:
    """`known` are the names of the tags that the company uses; `problem` is why one was refused."""

    candidate: Candidate
    taggings: Sequence[Tagging]
    known: Sequence[str]
    typed: str = ""
    problem: str = ""


def read_tag_shelf(candidate: Candidate, **refused: str) -> TagShelf:
    """Return the tags of `candidate` (two queries); `refused` is what was typed, and why not."""
    taggings = candidate.taggings.select_related("tag").order_by("tag__name")
    known = Tag.objects.values_list("name", flat=True)[:MOST_KNOWN]
    return TagShelf(candidate, list(taggings), list(known), **refused)
