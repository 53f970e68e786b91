"""Rows about duplicates for tests of every page: a merge, a pair kept apart, and a suggestion."""

from pipeline.merging import merge, say_two_people
from pipeline.models import Employment
from pipeline.twins import keep_twins
from tests.factories import make_candidate


def make_duplicates(candidate, *, name: str, by) -> dict:
    """Make them around `candidate`, who keeps their own fields; return keys by noun."""
    links = f"https://github.com/{name}"
    twin = make_candidate(name=f"{name} A.", email=candidate.email, links=links)
    Employment.objects.create(candidate=twin, employer=f"{name} Works", title="Engineer")
    kept, gone = make_candidate(name=f"{name} kept"), make_candidate(name=f"{name} gone")
    (row,) = merge(kept, [gone], by=by)
    said = say_two_people(kept, candidate, by=by)
    keep_twins([candidate.pk, twin.pk, kept.pk, gone.pk])
    return {"merges": row.pk, "two-people": said.pk, "twin": twin.pk}
