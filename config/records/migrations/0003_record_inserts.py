"""Recording many new rows in one statement, for tables that take in whole files."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "record_inserts.sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0002_record_function")]

    operations = [migrations.RunSQL(SQL.read_text(), "DROP FUNCTION record_inserts()")]
