from django.db import migrations

from config.records.audited import audit_table

TABLES = [
    "pipeline_application",
    "pipeline_benchmark",
    "pipeline_candidate",
    "pipeline_document",
    "pipeline_emailtemplate",
    "pipeline_hold",
    "pipeline_membership",
    "pipeline_note",
    "pipeline_offer",
    "pipeline_offerversion",
    "pipeline_opening",
    "pipeline_process",
    "pipeline_processstage",
    "pipeline_specialization",
    "pipeline_stage",
]


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0001_initial"), ("records", "0002_record_function")]

    operations = [audit_table(table) for table in TABLES]
