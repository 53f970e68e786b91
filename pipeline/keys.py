"""Keys in addresses: made from names, and read again."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

TRIES = 5


def free_key(name: str, taken: Collection[str], *, length: int, otherwise: str) -> str:
    """Return a key made from `name` that is not among `taken`: "speech-ml", "speech-ml-2".

    `otherwise` serves names that leave nothing, as those in other scripts do.
    """
    stem = slugify(name)[:length].strip("-_") or otherwise
    key, number = stem, 1
    while key in taken:
        number += 1
        ending = f"-{number}"
        key = stem[: length - len(ending)].rstrip("-_") + ending
    return key


def insert_with_free_key(row: models.Model, field: str, name: str, *, otherwise: str) -> None:
    """Insert `row` with a free key in `field`, though others may take the same key meanwhile."""
    length = row._meta.get_field(field).max_length
    for tries_left in reversed(range(TRIES)):
        taken = set(type(row).objects.values_list(field, flat=True))
        setattr(row, field, free_key(name, taken, length=length, otherwise=otherwise))
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not tries_left:
                raise
        else:
            break


def read_key(text: str) -> UUID | None:
    """Return the key that `text` spells, or None: a mistyped address is as one that names none."""
    try:
        return UUID(text)
    except ValueError:
        return None
