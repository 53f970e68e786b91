"""Migration operations that put a table under audit."""

from django.db import migrations


def audit_table(table: str) -> migrations.RunSQL:
    """Return the reversible operation that records each change of `table`."""
    return migrations.RunSQL(
        f"CREATE TRIGGER record_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION record()",
        f"DROP TRIGGER record_{table} ON {table}",
    )
