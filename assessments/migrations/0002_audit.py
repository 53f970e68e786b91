from django.db import migrations

from config.records.audited import audit_table

TABLES = ["assessments_takehome", "assessments_takehomereview"]


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("records", "0002_record_function")]

    operations = [audit_table(table) for table in TABLES]
