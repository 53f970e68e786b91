"""Saved views: the address of a board or a table under a name, one's own or the team's."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse

from config.accounts.models import User
from config.records.audit import acting
from pipeline.models import Opening, PinnedView, SavedView
from pipeline.removals import bring_back, find_removed

LONGEST_NAME = SavedView._meta.get_field("name").max_length
LONGEST_QUERY = SavedView._meta.get_field("query").max_length
MOST_VIEWS = 200
MOST_PINNED = 8
BOARD, TABLE = "board", "table"


@dataclass(frozen=True)
class Shelf:
    """The saved views that a page offers, and the one that it shows (None: none of them)."""

    views: list[SavedView]
    current: SavedView | None = None

    @property
    def pinned(self) -> list[SavedView]:
        return [view for view in self.views if view.is_pinned]


def views_for(user: User):
    """Own views, and those shared of openings that `user` sees, each knowing if it `is_pinned`."""
    openings = Opening.objects.visible_to(user).values("pk")
    seen = Q(opening=None) | Q(opening__in=openings)
    pins = PinnedView.objects.filter(view=OuterRef("pk"), person=user)
    rows = SavedView.objects.filter(seen, Q(by=user) | Q(is_shared=True))
    return rows.annotate(is_pinned=Exists(pins)).select_related("by", "opening")


def shelf_of(user: User, *, opening: Opening | None, current: UUID | None) -> Shelf:
    """Return the views that belong beside a page, by name: of this opening and of all (a query)."""
    here = Q(opening=None) | (Q(opening=opening) if opening else Q(is_pinned=True))
    views = list(views_for(user).filter(here).order_by("name", "pk")[:MOST_VIEWS])
    return Shelf(views, next((view for view in views if view.pk == current), None))


def address_of(view: SavedView) -> str:
    """Return the address of the board or table with this view's filters."""
    if view.opening_id is None:
        path = reverse("pipeline:all_applications")
    else:
        path = reverse(f"pipeline:{view.shape}", args=[view.opening_id])
    query = f"{view.query}&" if view.query else ""
    return f"{path}?{query}view={view.pk}"


def save_view(
    *, by: User, name: str, shape: str, query: str, opening=None, is_shared=False, is_pinned=False
) -> SavedView:
    """Keep `query`, a tidy one, under a name. Raises ValidationError: each name once per person."""
    view = SavedView(by=by, shape=shape, opening=opening, query=query, is_shared=is_shared)
    if opening is None:
        view.shape = TABLE
    if len(query) > LONGEST_QUERY:
        raise ValidationError({"name": "This asks for too much to be kept."})
    with acting(by):
        _write(view, name)
        if is_pinned:
            _pin(view, by)
    return view


def change_view(view: SavedView, *, by: User, **changes) -> SavedView:
    """Give one's own view a new name, filters, or share it; return it as it now is.

    Raises SavedView.DoesNotExist for somebody else's.
    """
    with acting(by):
        row = SavedView.objects.select_for_update().get(pk=view.pk, by=by)
        name = changes.pop("name", row.name)
        for field, value in changes.items():
            setattr(row, field, value)
        _write(row, name)
    return row


def delete_view(view: SavedView, *, by: User) -> None:
    """Take one's own view away, everybody's pins of it as well."""
    with acting(by):
        SavedView.objects.get(pk=view.pk, by=by).delete()


def restore_view(key: UUID, *, by: User) -> SavedView:
    """Bring back the view that `by` deleted a little while ago, unpinned.

    Raises SavedView.DoesNotExist where there is none, and ValidationError where its name is
    taken meanwhile.
    """
    with acting(by):
        view = find_removed(SavedView, key, by=by)
        try:
            with transaction.atomic():
                bring_back(view)
        except IntegrityError:
            raise _taken(view.name) from None
    return view


def pin_view(view: SavedView, *, by: User) -> None:
    """Keep a view at hand for `by` alone. Raises ValidationError beyond MOST_PINNED."""
    with acting(by):
        _pin(view, by)


def unpin_view(view: SavedView, *, by: User) -> None:
    with acting(by):
        PinnedView.objects.filter(person=by, view=view).delete()


def _pin(view, by):
    User.objects.select_for_update().get(pk=by.pk)  # of two pins at once the second counts both
    pins = PinnedView.objects.filter(person=by)
    if pins.filter(view=view).exists():
        return
    if pins.count() >= MOST_PINNED:
        raise ValidationError(f"At most {MOST_PINNED} views are pinned. Unpin one first.")
    last = pins.aggregate(last=Max("position"))["last"]
    PinnedView.objects.create(person=by, view=view, position=0 if last is None else last + 1)


def _write(view, name):
    view.name = " ".join(name.replace("\0", "").split())
    if not view.name:
        raise ValidationError({"name": "Give it a name."})
    if len(view.name) > LONGEST_NAME:
        raise ValidationError({"name": f"A name has at most {LONGEST_NAME} characters."})
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise _taken(view.name) from None


def _taken(name):
    return ValidationError({"name": f"You have a view “{name}” already."})
