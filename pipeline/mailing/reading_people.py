"""Whom a message can be previewed against, and whom a mail can be filed to."""

from config.accounts.models import User
from pipeline.blind.hiding import masked_people
from pipeline.models import Application

MOST_SHOWN = 25


def reachable_by(user: User):
    """Applications that `user` manages, of people who are not hidden from them."""
    rows = Application.objects.managed_by(user).exclude(masked_people(user, "candidate"))
    return rows.select_related("candidate", "opening", "stage", "owner")


def people_to_preview(user: User) -> list[Application]:
    """Return the newest active applications of `user`; none for who may not write."""
    if not user.can("messages.write"):
        return []
    return list(reachable_by(user).active().order_by("-id")[:MOST_SHOWN])
