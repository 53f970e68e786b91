"""Telling the rest of the house that something happened, once it is certain.

Whoever changes an application writes a Happening in the same transaction. After the commit a
worker hands it to each watcher: automations, followers, whatever a higher room adds. A worker
that dies gives it back; a watcher that fails is asked again later.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from config.records.audit import person_of
from config.records.crashes import crash_point
from config.tenancy.wakeups import wake
from pipeline.models import Application, Happening
from pipeline.models.happenings import HappeningKind

log = logging.getLogger(__name__)

TASK = "look_at_happenings"
MOST_ATTEMPTS = 8
KEPT = timedelta(days=30)

Watcher = Callable[[Happening], None]
"""Acts on what happened, inside a transaction; may be asked again about the same happening."""

WATCHERS: list[Watcher] = []

AUTOMATION = "automation"
"""Who acts where no person does: a happening that this actor caused starts no automation."""

_actor: ContextVar[str] = ContextVar("actor", default="")


@contextmanager
def done_by_automation() -> Iterator[None]:
    """Whatever is announced within was done by an automation, whoever is named for it."""
    before = _actor.set(AUTOMATION)
    try:
        yield
    finally:
        _actor.reset(before)


def is_automated() -> bool:
    """Say whether an automation is what acts at present."""
    return _actor.get() == AUTOMATION


def announce(kind: HappeningKind, application: Application, *, by, **data) -> Happening:
    """Write down what happened to `application`, as it now stands; watchers are told on commit.

    `data` must be JSON. Belongs into the transaction of the change itself.
    """
    happening = _written(kind, application, data, by)
    happening.save(force_insert=True)
    _wake()
    return happening


def announce_each(
    kind: HappeningKind, told: Iterable[tuple[Application, Mapping]], *, by
) -> list[Happening]:
    """As `announce`, for many at once: each an application with its data (one query)."""
    written = [_written(kind, application, data, by) for application, data in told]
    happenings = Happening.objects.bulk_create(written)
    _wake()
    return happenings


def _written(kind, application, data, by):
    actor = AUTOMATION if is_automated() else by if isinstance(by, str) else ""
    return Happening(
        kind=kind,
        application=application,
        stage_id=application.stage_id,
        by=person_of(by),
        data={**data, "actor": actor} if actor else dict(data),
    )


def _wake():
    company = connection.tenant
    transaction.on_commit(lambda: wake(TASK, company))


def look_at_happenings() -> int:
    """Hand each waiting happening to every watcher, in order; return how many were handled.

    Each is a transaction of its own.
    """
    handled = 0
    while _look_at_next():
        handled += 1
    return handled


def forget_happenings() -> None:
    """Drop what was handled long ago."""
    Happening.objects.filter(handled_at__lt=timezone.now() - KEPT).delete()


def _look_at_next() -> bool:
    with transaction.atomic():
        waiting = Happening.objects.waiting().select_for_update(skip_locked=True, of=("self",))
        happening = waiting.select_related("application").order_by("due_at", "id").first()
        if happening is None:
            return False
        crash_point("happenings.claimed")
        _show_watchers(happening)
        crash_point("happenings.shown")
    return True


def _show_watchers(happening):
    happening.attempts += 1
    try:
        with transaction.atomic():
            for watch in WATCHERS:
                watch(happening)
    except Exception as error:  # one failing watcher must not stop all that happens after
        log.exception("Happening %s was not handled.", happening.pk)
        _postpone(happening, error)
    else:
        happening.handled_at, happening.last_error = timezone.now(), ""
    happening.save(update_fields=["attempts", "handled_at", "last_error", "due_at", "given_up_at"])


def _postpone(happening, error):
    happening.last_error = f"{type(error).__name__}: {error}"[:500]
    if happening.attempts >= MOST_ATTEMPTS:
        happening.given_up_at = timezone.now()
    else:
        happening.due_at = timezone.now() + timedelta(minutes=2**happening.attempts)
