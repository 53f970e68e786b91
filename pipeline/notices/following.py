"""Following applications: whoever does is told what happens to them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from config.accounts.models import User
from config.records.audit import acting
from pipeline.models import Application, Follow
from pipeline.notices.sight import who_sees


def follow(applications: Iterable[Application], *, by: User) -> int:
    """Let `by` follow each of the applications from now on; return how many that is new for."""
    with acting(by):
        keys = {row.pk for row in applications}
        following = _rows(keys, by).filter(ended_at=None).count()
        Follow.objects.bulk_create(
            [Follow(person=by, application_id=key, ended_at=None) for key in sorted(keys)],
            update_conflicts=True,
            update_fields=["ended_at"],
            unique_fields=["person", "application"],
        )
    return len(keys) - following


def unfollow(applications: Iterable[Application], *, by: User) -> int:
    """End that `by` follows each of the applications, for good; return how many they are.

    The owner is told no longer either, nor does a note or a mention make them follow again.
    """
    keys, now = {row.pk for row in applications}, timezone.now()
    with acting(by):
        Follow.objects.bulk_create(
            [Follow(person=by, application_id=key, ended_at=now) for key in sorted(keys)],
            update_conflicts=True,
            update_fields=["ended_at"],
            unique_fields=["person", "application"],
        )
    return len(keys)


def let_follow(application: Application, people: Iterable[User]) -> None:
    """Let `people` follow who never did; whoever stopped following is left in peace."""
    Follow.objects.bulk_create(
        [Follow(person=person, application=application) for person in people],
        ignore_conflicts=True,
    )


def followers_of(
    application: Application, *, manage: bool = False, at: datetime | None = None
) -> list[User]:
    """Return who follows and may see the application (or manages it): by name; the owner too.

    With `at`, only who followed at that moment already.
    """
    ended = Follow.objects.filter(application=application.pk).exclude(ended_at=None)
    follows = Follow.objects.filter(application=application.pk, ended_at=None)
    if at is not None:
        follows = follows.filter(created_at__lte=at)
    is_owner = Q(pk=application.owner_id) & ~Q(pk__in=ended.values("person"))
    people = User.objects.active().filter(Q(pk__in=follows.values("person")) | is_owner)
    return who_sees(application, people.by_name(), manage=manage)


def _rows(keys, person):
    return Follow.objects.filter(application__in=keys, person=person)
