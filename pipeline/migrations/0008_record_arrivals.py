"""People and their applications arrive by the hundred thousand: their audit keeps pace."""

from django.db import migrations

from config.records.audited import audit_inserts_together


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0007_watch_people"), ("records", "0003_record_inserts")]

    operations = [
        audit_inserts_together(table) for table in ("pipeline_candidate", "pipeline_application")
    ]
