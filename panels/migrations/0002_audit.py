from django.db import migrations

from config.records.audited import audit_table

TABLES = ["panels_panelseat", "panels_scorecard", "panels_rating", "panels_evidence"]


class Migration(migrations.Migration):
    dependencies = [("panels", "0001_initial"), ("records", "0002_record_function")]

    operations = [audit_table(table) for table in TABLES]
