"""Migration operations that put a table under audit."""

from django.db import migrations


def audit_table(table: str) -> migrations.RunSQL:
    """Return the reversible operation that records each change of `table`."""
    return migrations.RunSQL(
        f"CREATE TRIGGER record_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION record()",
        f"DROP TRIGGER record_{table} ON {table}",
    )


def audit_inserts_together(table: str) -> migrations.RunSQL:
    """Return the reversible operation that records the new rows of a statement at once.

    For an audited table without secrets that takes in whole files: several times faster.
    """
    by_row = f"CREATE TRIGGER record_{table} AFTER {{}} ON {table} "
    by_row += "FOR EACH ROW EXECUTE FUNCTION record()"
    drop = f"DROP TRIGGER record_{table} ON {table};"
    return migrations.RunSQL(
        f"{drop}{by_row.format('UPDATE OR DELETE')};"
        f"CREATE TRIGGER record_inserts_{table} AFTER INSERT ON {table} "
        "REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION record_inserts()",
        f"DROP TRIGGER record_inserts_{table} ON {table};"
        f"{drop}{by_row.format('INSERT OR UPDATE OR DELETE')}",
    )
