"""The audit trail's two hands: who is acting, and what no trigger sees."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.utils import timezone

from config.accounts.models import User
from config.records.models import AuditEntry

ACTOR_SETTING = "fortnight.actor"


@contextmanager
def acting(by, *, using: str = "default") -> Iterator[None]:
    """Run a block as one transaction in the name of `by`: a User, or a word such as "import".

    The name is a transaction-local setting of the database; it ends with the transaction.
    """
    actor = str(getattr(by, "pk", None) or by or "")
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [ACTOR_SETTING, actor])
        yield


def person_of(by) -> User | None:
    """Return `by` where it is a person whom a row can name; None for a word such as "import"."""
    return by if getattr(by, "pk", None) else None


def note(*, by, table: str, row_id, action: str, before=None, after=None) -> AuditEntry:
    """Write an entry for something that is no change of an audited table; return it.

    `action` has at most six letters. Triggers write all other entries.
    """
    return AuditEntry.objects.create(
        happened_at=timezone.now(),
        actor=str(by.pk),
        table=table,
        row_id=row_id,
        action=action,
        before=before,
        after=after,
    )
