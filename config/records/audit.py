"""Who is acting: what the audit triggers write as the actor."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

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
