from django.db import migrations

from config.records.audited import audit_table

# Entries of the framework keep their own history: their revisions.
TABLES = ["pipeline_closingbrief", "pipeline_intake", "pipeline_steward"]


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0003_framework"), ("records", "0002_record_function")]

    operations = [audit_table(table) for table in TABLES]
