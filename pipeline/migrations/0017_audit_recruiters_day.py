"""What is decided, promised, asked and written in a recruiter's day is under audit."""

from django.db import migrations

from config.records.audited import audit_table

AUDITED = [
    "pipeline_approverstep",
    "pipeline_automation",
    "pipeline_candidaterequest",
    "pipeline_dayoff",
    "pipeline_deadline",
    "pipeline_escalation",
    "pipeline_exchangerate",
    "pipeline_lettertemplate",
    "pipeline_message",
    "pipeline_offerapproval",
    "pipeline_offerletter",
    "pipeline_pagelink",
    "pipeline_promise",
    "pipeline_savedview",
    "pipeline_thread",
]


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0016_recruiters_day"), ("records", "0004_outbox_senders")]

    operations = [audit_table(table) for table in AUDITED]
