"""Whose eyes a notice is for: nobody is told of what they may not see when they read it."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from config.accounts.models import User
from config.accounts.roles import Role
from pipeline.models import Application, Notice, Topic

FOR_MANAGERS = "managed:"
"""A key that begins so is of what only those see who manage the application."""

MANAGERS_TOPICS = (Topic.REPLY, Topic.REQUEST, Topic.OFFER)
"""What candidates write, ask for and are offered is for those who manage the application."""


def who_sees(application, people: Iterable[User], *, manage: bool = False) -> list[User]:
    """Return those of `people` who may see `application`, or manage it (a query at most)."""
    people = [person for person in people if person.is_active]
    unsure = [person for person in people if not person.holds(Role.RECRUITER)]
    sure = {f"of_{at}": Exists(_seen_by(each, manage)) for at, each in enumerate(unsure)}
    row = Application.objects.filter(pk=application.pk).annotate(**sure) if sure else None
    seeing = row.values(*sure).first() or {} if row is not None else {}
    seen = {each.pk for at, each in enumerate(unsure) if seeing.get(f"of_{at}")}
    return [person for person in people if person.holds(Role.RECRUITER) or person.pk in seen]


def readable(user: User) -> Q:
    """The condition on the notices of `user`: they may still see what each is about."""
    if user.holds(Role.RECRUITER):
        return Q()
    visible = Application.objects.visible_to(user).values("pk")
    managed = Application.objects.managed_by(user).values("pk")
    is_of_managers = Q(topic__in=MANAGERS_TOPICS) | Q(key__startswith=FOR_MANAGERS)
    return (
        Q(application=None)
        | ~is_of_managers & Q(application__in=visible)
        | is_of_managers & Q(application__in=managed)
    )


def notices_for(user: User):
    """The notices of `user` about what they may still see."""
    return Notice.objects.filter(readable(user), person=user)


def _seen_by(person, manage):
    applications = Application.objects
    rows = applications.managed_by(person) if manage else applications.visible_to(person)
    return rows.filter(pk=OuterRef("pk"))
