"""Rows about duplicates, and the form that merges them."""

from pipeline.merging.merging import merge, say_two_people
from pipeline.merging.twins import keep_twins
from pipeline.models import Employment
from pipeline.people_due import bring_up_to_date
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


MERGE = "/candidates/duplicates/merge/"


def twins(number=2, **fields):
    """People of one address, of whom the worker knows."""
    fields = {"email": "ada@example.com", **fields}
    people = [make_candidate(name=f"Ada {n}", **fields) for n in range(number)]
    bring_up_to_date()
    return people


def asked(people):
    """The query that names them on the page that merges."""
    return {"record": [person.pk for person in people]}


def filled(people, **more):
    """The form, as it merges them all into the first."""
    keys = [str(person.pk) for person in people]
    return {"records": keys, "lead": keys[0], **more}


def post_merge(client, people, **more):
    query = "&".join(f"record={person.pk}" for person in people)
    return client.post(f"{MERGE}?{query}", filled(people, name=str(people[0].pk), **more))
