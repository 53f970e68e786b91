"""What was ticked at the table is recorded, and locked with the scorecard it belongs to."""

from django.db import migrations

from config.records.audited import audit_table

TABLES = ["panels_probereaction", "panels_seensignal"]


def keep(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER keep_submitted_{table} BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION keep_submitted()",
        f"DROP TRIGGER keep_submitted_{table} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("panels", "0004_framework"), ("records", "0002_record_function")]

    operations = [
        *[audit_table(table) for table in TABLES],
        *[keep(table) for table in TABLES],
    ]
