"""Keys: UUID version 7 (RFC 9562, section 5.7), so that rows are born in order."""

import os
import time
import uuid
from datetime import datetime

from django.db import models

_DICE = 0xFFF << 64 | (1 << 62) - 1
"""The bits of a key that are random."""


def new_id() -> uuid.UUID:
    """Return a UUIDv7: 48 bits of Unix milliseconds, then 74 random bits.

    Keys made within one millisecond have no order among themselves.
    """
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def new_ids(number: int) -> list[str]:
    """Return `number` keys as `new_id` makes them, in hexadecimal; for very many of them."""
    stamp = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | 0x2 << 62
    dice = os.urandom(10 * number)
    return [
        f"{stamp | int.from_bytes(dice[at : at + 10], 'big') & _DICE:032x}"
        for at in range(0, 10 * number, 10)
    ]


def first_id_at(moment: datetime) -> uuid.UUID:
    """Return a key that is smaller than any made at or after `moment`, to select by birth."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)


class Row(models.Model):
    """A row with a UUIDv7 key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
