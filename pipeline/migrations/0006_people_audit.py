from django.db import migrations

from config.records.audited import audit_table

# Search documents are made of other rows, and jobs of a résumé that is kept.
TABLES = [
    "pipeline_approval",
    "pipeline_hiringseat",
    "pipeline_merge",
    "pipeline_openingtemplate",
    "pipeline_pool",
    "pipeline_poolplace",
    "pipeline_referral",
    "pipeline_screeningquestion",
    "pipeline_screeninganswer",
    "pipeline_tagging",
    "pipeline_twopeople",
    "pipeline_work",
]


class Migration(migrations.Migration):
    dependencies = [
        ("pipeline", "0005_intake_and_people"),
        ("records", "0002_record_function"),
    ]

    operations = [audit_table(table) for table in TABLES]
