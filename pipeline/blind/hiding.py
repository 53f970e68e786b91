"""Blind screening: who somebody is stays hidden from a reviewer until their own rating is in.

Pages take applications and people through `visible_to(user)` or `managed_by(user)`, and get
stand-ins for whoever is hidden from that user (see `pipeline.models.readers`). Rows that lead to
an application by another way go through `shown_blind`.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac

from config.accounts.models import User
from pipeline.models import Application, ApplicationState, Candidate, Opening, Reveal, Stage
from pipeline.models.processes import StageKind

OfReviewer = Callable[[User], Q]
"""Returns a condition on Application about this person and the review of its inbox."""

RATERS: list[OfReviewer] = []
"""It holds where this person's own rating of the inbox stage is in."""

REVIEWERS: list[OfReviewer] = []
"""It holds where this person sits on the panel of the inbox, and on no later one."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
ALIAS_LENGTH = 5
HIDDEN_WORDS = ("email", "phone", "location", "links", "source", "remote_id")
SHOWN_RELATIONS = ("applications",)


def masked_applications(user: User) -> Q:
    """The condition on Application that holds where who it is stays hidden from `user`.

    It runs in a blind opening, in the inbox or waiting there for the review of `user`, who has
    neither rated it nor asked who it is. Nothing is joined.
    """
    blind = Opening.objects.filter(is_blind=True).values("pk")
    inboxes = Stage.objects.filter(kind=StageKind.INBOX).values("pk")
    reveals = Reveal.objects.filter(application=OuterRef("pk"), user=user)
    waits = Q(stage__in=inboxes) | _any(REVIEWERS, user)
    runs = Q(state=ApplicationState.ACTIVE, opening__in=blind)
    return runs & waits & ~_any(RATERS, user) & ~Exists(reveals)


def masked_people(user: User, to_candidate: str = "pk") -> Q:
    """The condition on Candidate that holds where any application that `user` sees is masked.

    `to_candidate` makes it one on other rows: "candidate", "application__candidate".
    """
    masked = Application.objects.visible_to(user).filter(masked_applications(user))
    return Q(Exists(masked.filter(candidate=OuterRef(to_candidate))))


def may_be_blind(to_candidate: str) -> Exists:
    """Whether the person at `to_candidate` runs in any blind opening: cheap, and asked first."""
    running = Application.objects.active().filter(opening__is_blind=True)
    return Exists(running.filter(candidate=OuterRef(to_candidate)))


def alias_of(application: Application) -> str:
    """Return what a hidden applicant is called: “Applicant K7Q2M”; always the same."""
    return _alias(application.pk)


def masked_rows(candidate: UUID, user: User) -> QuerySet[Application]:
    """The applications of a person that hide who they are from `user`."""
    rows = Application.objects.visible_to(user).filter(masked_applications(user))
    return rows.filter(candidate=candidate)


def is_masked(application: Application, user: User) -> bool:
    """Say whether who this is stays hidden from `user`."""
    return bool(_aliases([application.candidate_id], user))


def show_blind(applications: Iterable[Application], user: User) -> None:
    """Put a stand-in in the place of each candidate who is hidden from `user`.

    At most one query; none for rows marked as in no blind opening.
    """
    unsure = [row for row in applications if getattr(row, "may_be_blind", True)]
    if not unsure:
        return
    aliases = _aliases({row.candidate_id for row in unsure}, user)
    for row in unsure:
        keys = aliases.get(row.candidate_id)
        if keys:
            if not Application.candidate.is_cached(row):
                row.candidate = Candidate(pk=row.candidate_id)
            hide(row.candidate, _alias(row.pk if row.pk in keys else min(keys)))


def show_blind_people(people: Iterable[Candidate], user: User) -> None:
    """Turn each of `people` who is hidden from `user` into a stand-in. Costs as `show_blind`."""
    unsure = [person for person in people if getattr(person, "may_be_blind", True)]
    aliases = _aliases({person.pk for person in unsure}, user) if unsure else {}
    for person in unsure:
        if keys := aliases.get(person.pk):
            hide(person, _alias(min(keys)))


def shown_blind(rows: QuerySet, user: User, *, through: str = "application") -> list:
    """Return the `rows` of any table, the applications that they lead to shown blind.

    `through` is the way to the application, which is selected: "offer__application".
    """
    found = list(rows.annotate(may_be_blind=may_be_blind(f"{through}__candidate")))
    lead = attrgetter(through.replace("__", "."))
    for row in found:
        lead(row).may_be_blind = row.may_be_blind
    show_blind([lead(row) for row in found], user)
    return found


def hide(candidate: Candidate, alias: str) -> None:
    """Make `candidate` a stand-in called `alias`: nothing is known of it, and it is never saved."""
    candidate.is_stand_in = True
    candidate.name, candidate.attributes = alias, {}
    for name in HIDDEN_WORDS:
        setattr(candidate, name, "")
    known = vars(candidate).setdefault("_prefetched_objects_cache", {})
    for relation in Candidate._meta.related_objects:
        name = relation.get_accessor_name()
        if relation.one_to_many and name and name not in SHOWN_RELATIONS:
            known[name] = relation.related_model._default_manager.none()


def _any(conditions, user) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition(user)
    return found


def _aliases(candidates, user) -> dict[UUID, set[UUID]]:
    """Return the keys of the masked applications of each of `candidates` that has any."""
    rows = Application.objects.visible_to(user).filter(masked_applications(user))
    found: dict[UUID, set[UUID]] = {}
    for candidate, key in rows.filter(candidate__in=candidates).values_list("candidate", "pk"):
        found.setdefault(candidate, set()).add(key)
    return found


def _alias(key: UUID) -> str:
    number = int.from_bytes(salted_hmac("pipeline.blinding", str(key), algorithm="sha256").digest())
    letters = ""
    for _ in range(ALIAS_LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters += ALPHABET[at]
    return f"Applicant {letters}"
