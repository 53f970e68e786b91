"""People changed a moment ago, whose words no worker has kept yet: found by name and contact."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from config.accounts.models import User
from pipeline.models import Candidate, PersonDue
from pipeline.search.queries import Wanted, has_words
from pipeline.search.reading_rights import Rights

MOST = 200


def find_lately_changed(user: User, wanted: Sequence[Wanted], rights: Rights) -> list[UUID]:
    """Return those who have all words in what `user` may read of their name and contact."""
    due = list(PersonDue.objects.order_by("-id").values_list("candidate_id", flat=True)[:MOST])
    if not due:
        return []
    people = list(Candidate.objects.visible_to(user).filter(pk__in=due).order_by("-pk"))
    if rights.sees_all:
        managed = set(due)
    else:
        managed = set(
            Candidate.objects.managed_by(user).filter(pk__in=due).values_list("pk", flat=True)
        )
    return [
        person.pk
        for person in people
        if not person.is_stand_in and has_words(_text(person, person.pk in managed), wanted)
    ]


def _text(person: Candidate, is_managed: bool) -> str:
    contact = (person.email, person.phone, person.location, person.links) if is_managed else ()
    return "\n".join((person.name, *contact))
