from pathlib import Path

from django.db import migrations

from config.records.audited import audit_table

SQL = Path(__file__).resolve().parent.parent / "sql" / "record.sql"


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial"), ("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL.read_text(), "DROP FUNCTION record()"),
        audit_table("accounts_user"),
        audit_table("accounts_invitation"),
        audit_table("records_apitoken"),
    ]
