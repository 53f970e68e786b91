"""A submitted scorecard, its ratings and its evidence are changed by nobody."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "keep_submitted.sql"
PARTS = ["panels_rating", "panels_evidence", "panels_evidence_criteria"]


def keep(table, changes):
    return migrations.RunSQL(
        f"CREATE TRIGGER keep_submitted_{table} BEFORE {changes} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION keep_submitted()",
        f"DROP TRIGGER keep_submitted_{table} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("panels", "0002_audit")]

    operations = [
        migrations.RunSQL(SQL.read_text(), "DROP FUNCTION keep_submitted()"),
        keep("panels_scorecard", "UPDATE OR DELETE"),
        *[keep(table, "INSERT OR UPDATE OR DELETE") for table in PARTS],
    ]
