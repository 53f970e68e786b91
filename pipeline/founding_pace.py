"""How fast companies may be founded by sign-up: each is a schema of some sixty tables.

Two limits, checked before anything is made. Over all: the companies of the last hour are
counted in the database, so that many addresses cannot fill it either. Per address: kept in this
process only, since the shared schema may not be written by whoever serves pages; with several
processes an address has that many times the limit.
"""

import time
from collections import OrderedDict, deque
from datetime import timedelta
from threading import Lock

from django.utils import timezone

from config.tenancy.models import Company

HOUR = 3600
MOST_OF_ADDRESS = 5
MOST_OVER_ALL = 60
REMEMBERED_ADDRESSES = 10_000


class Pace:
    """The latest hour's events of each key; the longest quiet keys are forgotten first."""

    def __init__(self, most: int, *, keys: int = REMEMBERED_ADDRESSES):
        self._most, self._keys = most, keys
        self._events: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str, now: float | None = None) -> bool:
        """Count one event of `key` and return True; False, uncounted, where it is one too many.

        `now` is in seconds of a monotonic clock.
        """
        now = time.monotonic() if now is None else now
        with self._lock:
            events = self._events.setdefault(key, deque())
            self._events.move_to_end(key)
            while events and events[0] <= now - HOUR:
                events.popleft()
            if len(events) >= self._most:
                return False
            events.append(now)
            while len(self._events) > self._keys:
                self._events.popitem(last=False)
            return True


BY_ADDRESS = Pace(MOST_OF_ADDRESS)


def may_found(address: str | None) -> bool:
    """Say whether one more company may be founded from `address` now, and count it."""
    since = timezone.now() - timedelta(seconds=HOUR)
    if Company.objects.filter(created_at__gt=since).count() >= MOST_OVER_ALL:
        return False
    return BY_ADDRESS.take(address or "unknown")
