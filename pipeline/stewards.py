"""Review dates: what of the framework is due for another look, and who looks after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Func, IntegerField, Min, Subquery
from django.urls import reverse

from config.accounts.models import User
from config.accounts.permissions import ACTIONS
from config.accounts.roles import Role
from config.records.audit import acting
from pipeline.days import today
from pipeline.framework.documents import document_of
from pipeline.framework.editing import Written, write_entry
from pipeline.framework.lists import DATED, LISTS, EntryList
from pipeline.models import Steward
from pipeline.models.guidance import Dated
from pipeline.queue import QueueItem

NOTE = "Reviewed, still right"
SOON = timedelta(days=60)
FARTHEST = timedelta(days=5 * 366)
LOOKS_AFTER = "framework.edit"


class IllegalReview(Exception):
    """Why this cannot be written; its text is a sentence for the person who tried."""


@dataclass(frozen=True)
class ReviewList:
    """A list whose entries carry a review date: those past it, and those that soon will be.

    `steward` is who looks after it, and None where that falls to the hiring leads.
    """

    entry_list: EntryList
    steward: User | None
    overdue: Sequence[Dated]
    soon: Sequence[Dated]

    @property
    def is_due(self) -> bool:
        return bool(self.overdue or self.soon)


def dated_lists() -> list[EntryList]:
    """Return the lists whose entries carry a review date."""
    return [entry_list for entry_list in LISTS.values() if DATED in entry_list.fields]


def read_reviews(day: date) -> list[ReviewList]:
    """Return what is due by `day` and within SOON of it, lists with something overdue first.

    A query for each list, and one.
    """
    stewards = _stewards()
    reviews = []
    for entry_list in dated_lists():
        rows = entry_list.model.objects.in_use().filter(review_by__lte=day + SOON)
        rows = rows.order_by(DATED, "position", "key")
        overdue = [row for row in rows if row.review_by < day]
        soon = [row for row in rows if row.review_by >= day]
        reviews.append(ReviewList(entry_list, stewards.get(entry_list.name), overdue, soon))
    return sorted(reviews, key=lambda review: (not review.overdue, not review.soon))


def next_review(day: date) -> date | None:
    """Return the first review date from `day` on (a query for each list)."""
    found = (
        entry_list.model.objects.in_use().filter(review_by__gte=day).aggregate(day=Min(DATED))
        for entry_list in dated_lists()
    )
    return min((row["day"] for row in found if row["day"]), default=None)


def possible_stewards():
    """Return the people who may look after a list, by name."""
    return User.objects.active().holding(*ACTIONS[LOOKS_AFTER]).by_name()


def appoint(entry_list: EntryList, user: User | None, *, by) -> None:
    """Let `user` look after the list; None leaves it to the hiring leads.

    Raises IllegalReview where the person could not change its entries.
    """
    if user is not None and not _may_look_after(user):
        raise IllegalReview(f"{user} may not edit the framework.")
    with acting(by):
        if user is None:
            Steward.objects.filter(list=entry_list.name).delete()
        else:
            Steward.objects.update_or_create(list=entry_list.name, defaults={"user": user})


def still_right(entry_list: EntryList, row: Dated, *, by, review_by: date, seen: int) -> Written:
    """Note that an entry was looked at and stays as it is, until `review_by`.

    That is a new version of the framework. Raises IllegalReview where the day is not ahead or
    too far, and StaleEntry where the entry is no longer as in version `seen`.
    """
    if not today() < review_by <= today() + FARTHEST:
        raise IllegalReview("Choose a day after today, and within five years.")
    document = {**document_of(entry_list, row), DATED: review_by.isoformat()}
    return write_entry(entry_list.name, document, by=by, note=NOTE, seen=seen)


def reviews_due(user: User, company) -> Iterator[QueueItem]:
    """One thing to do for each list with overdue entries that `user` looks after.

    Lists without a steward wait for the hiring leads. One query, and one for the stewards
    where anything is overdue.
    """
    if not user.can(LOOKS_AFTER):
        return
    counts = _count_overdue(user, today())
    stewards = _stewards() if any(counts.values()) else {}
    for entry_list in dated_lists():
        count, steward = counts[entry_list.name], stewards.get(entry_list.name)
        is_theirs = steward == user if steward else user.holds(Role.HIRING_LEAD)
        if count and is_theirs:
            yield QueueItem(
                what=_say_overdue(entry_list, count),
                candidate="",
                opening="Framework",
                href=f"{reverse('pipeline:framework_reviews')}#{entry_list.name}",
            )


def _say_overdue(entry_list, count):
    if count == 1:
        return f"1 {entry_list.singular} of the framework is due for review"
    return f"{count} {entry_list.name} of the framework are due for review"


def _count_overdue(user, day) -> dict[str, int]:
    """How many entries of each list are overdue, in one query."""
    count = Func(F("pk"), function="COUNT", output_field=IntegerField())
    counts = {
        entry_list.name: Subquery(
            entry_list.model.objects.overdue(day).order_by().annotate(count=count).values("count")
        )
        for entry_list in dated_lists()
    }
    return User.objects.filter(pk=user.pk).values(**counts).get()


def _stewards() -> dict[str, User]:
    """Who looks after each list; not who has left or may edit the framework no longer."""
    rows = Steward.objects.select_related("user")
    return {row.list: row.user for row in rows if _may_look_after(row.user)}


def _may_look_after(user):
    return user.is_active and not ACTIONS[LOOKS_AFTER].isdisjoint(user.roles)
