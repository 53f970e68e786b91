"""A schema's definition as a script: how a company is made from the template in one breath.

The script is read from the catalogue with the template first on the search path, so that the
names in it are unqualified and the same text builds any schema. Functions are the exception:
the catalogue always qualifies them, so the template's name is replaced there.
"""

import psycopg
from psycopg import sql

from config.preparing import EXTENSIONS_SCHEMA
from config.tenancy.schemas import TEMPLATE_SCHEMA

TABLES = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = %(schema)s::regnamespace
AND c.relkind = 'r' ORDER BY c.relname
"""
CONSTRAINTS = """
SELECT r.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
JOIN pg_class r ON r.oid = c.conrelid
WHERE c.connamespace = %(schema)s::regnamespace AND c.contype IN ('p', 'u', 'x', 'f')
ORDER BY c.contype = 'f', c.contype = 'x', r.relname, c.conname
"""
INDEXES = """
SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid
WHERE r.relnamespace = %(schema)s::regnamespace AND r.relkind = 'r'
AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid
                AND c.contype IN ('p', 'u', 'x'))
ORDER BY i.indexrelid
"""
FUNCTIONS = """
SELECT pg_get_functiondef(p.oid) FROM pg_proc p
WHERE p.pronamespace = %(schema)s::regnamespace ORDER BY p.oid
"""
TRIGGERS = """
SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid
WHERE r.relnamespace = %(schema)s::regnamespace AND NOT t.tgisinternal ORDER BY t.oid
"""
IDENTITIES = """
SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r' AND a.attidentity <> ''
"""


def copy_schema(cursor: psycopg.Cursor, schema: str, *, template: str = TEMPLATE_SCHEMA) -> None:
    """Create `schema` as a copy of `template`: definitions, rows and the app role's rights.

    Runs in the caller's transaction. Raises psycopg.errors.DuplicateSchema where it exists.
    """
    cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    _look_first_at(cursor, template)
    functions = [text.replace(template, schema) for (text,) in _rows(cursor, FUNCTIONS, template)]
    tables = [name for (name,) in _rows(cursor, TABLES, template)]
    indexes = [text for (text,) in _rows(cursor, INDEXES, template)]
    constraints = _rows(cursor, CONSTRAINTS, template)
    triggers = [text for (text,) in _rows(cursor, TRIGGERS, template)]
    identities = _rows(cursor, IDENTITIES, template)

    _look_first_at(cursor, schema)
    _run(cursor, functions)
    _run(cursor, [_table(cursor, name, template) for name in tables])
    _run(cursor, [_constraint(cursor, *row) for row in constraints])
    _run(cursor, [text.replace(f"{template}.", "") for text in indexes])
    _run(cursor, [_next_identity(cursor, *row) for row in identities])
    _run(cursor, [text.replace(f"{template}.", "") for text in triggers])


def _look_first_at(cursor, schema):
    path = sql.SQL("SET LOCAL search_path = {}, {}")
    cursor.execute(path.format(sql.Identifier(schema), sql.Identifier(EXTENSIONS_SCHEMA)))


def _rows(cursor, query, schema):
    return cursor.execute(query, {"schema": schema}).fetchall()


def _run(cursor, statements):
    if statements:
        cursor.execute(";\n".join(statements))


def _table(cursor, name, template):
    """Columns, defaults, checks and rows; named constraints and indexes come after the rows."""
    return (
        sql.SQL(
            "CREATE TABLE {new} (LIKE {old} INCLUDING ALL EXCLUDING INDEXES);"
            "INSERT INTO {new} OVERRIDING SYSTEM VALUE SELECT * FROM {old}"
        )
        .format(new=sql.Identifier(name), old=sql.Identifier(template, name))
        .as_string(cursor)
    )


def _constraint(cursor, table, name, definition):
    return (
        sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
        .format(sql.Identifier(table), sql.Identifier(name), sql.SQL(definition))
        .as_string(cursor)
    )


def _next_identity(cursor, table, column):
    return (
        sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 0) + 1, false) FROM {}"
        )
        .format(
            sql.Literal(f'"{table}"'),
            sql.Literal(column),
            sql.Identifier(column),
            sql.Identifier(table),
        )
        .as_string(cursor)
    )
