"""Statements that Django builds once for everybody who may do the same.

Building those of the work queue takes longer than the database takes to answer them.
"""

from uuid import UUID

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import Q

from config.accounts.models import User
from pipeline.models import Application

SOMEBODY = UUID(int=0x5EED)
"""Stands in compiled statements for whoever asks."""

NOTHING = "SELECT NULL::uuid WHERE false"


def somebody(roles) -> User:
    """Return a person who holds `roles`, and stands for whoever asks."""
    return User(pk=SOMEBODY, roles=sorted(roles))


def sql_of(rows) -> tuple[str, list]:
    """Return the statement of a query of one column and its values; NOTHING for None."""
    if rows is None:
        return NOTHING, []
    try:
        statement, values = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return NOTHING, []
    return statement, list(values)


def condition_of(condition: Q) -> tuple[str, list]:
    """Return a condition on Application as SQL and its values.

    It speaks of `pipeline_application`, and may not join another table.
    """
    query = Application.objects.filter(condition).order_by().values("pk").query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    joined = {alias for alias, uses in query.alias_refcount.items() if uses}
    assert joined <= {Application._meta.db_table}, joined
    try:
        statement, values = compiler.compile(query.where)
    except EmptyResultSet:
        return "false", []
    except FullResultSet:
        return "true", []
    return statement, list(values)
