"""Several people doing something at one moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from config.tenancy.models import Company
from config.tenancy.schemas import inside


def at_once(company: Company, *attempts: Callable) -> list:
    """Call each of `attempts` in a thread inside `company`, none before all are ready.

    Returns what each returned or raised, in their order. Needs `own_database`.
    """
    barrier = threading.Barrier(len(attempts))

    def run(attempt):
        try:
            with inside(company):
                barrier.wait(timeout=10)
                return attempt()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))
