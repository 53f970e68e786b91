"""A database for one benchmark: a clone of the tests' template, and Django on top of it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import django

from tests.databases import clone, drop, make_template, point_at, start_server


@contextmanager
def own_database() -> Iterator[str]:
    """Make a clone, set Django up on it, and drop it in the end; its name is given."""
    name = f"test_bench_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="fortnight-bench-") as folder:
        os.environ["FORTNIGHT_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
        start_server()
        make_template()
        clone(name)
        point_at(name)
        try:
            _set_up(name)
            yield name
        finally:
            drop(name)


def _set_up(name):
    """Once per process Django reads its settings; a later benchmark gets another database."""
    from django.apps import apps

    if not apps.ready:
        django.setup()
        return
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close_pool()
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def settle() -> None:
    """Do now what autovacuum does within a minute of a large import; only the owner may."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
