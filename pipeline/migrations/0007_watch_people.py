"""What is written about people is under audit, and tells what is to be brought up to date."""

from pathlib import Path

from django.db import migrations

from config.records.audited import audit_table

SQL = Path(__file__).resolve().parent.parent / "sql" / "note_people_due.sql"

AUDITED = [
    "pipeline_approval",
    "pipeline_hiringseat",
    "pipeline_merge",
    "pipeline_openingtemplate",
    "pipeline_pool",
    "pipeline_poolplace",
    "pipeline_referral",
    "pipeline_reveal",
    "pipeline_screeninganswer",
    "pipeline_screeningquestion",
    "pipeline_tag",
    "pipeline_tagging",
    "pipeline_twopeople",
    "pipeline_work",
]
PERSON_OF_DOCUMENT = "(SELECT candidate_id FROM pipeline_document d WHERE d.id = document_id)"
WATCHED = {
    "pipeline_candidate": "id",
    "pipeline_note": "candidate_id",
    "pipeline_document": "candidate_id",
    "pipeline_documenttext": PERSON_OF_DOCUMENT,
    "pipeline_employment": "candidate_id",
    "pipeline_work": "candidate_id",
    "pipeline_tagging": "candidate_id",
}
TRANSITIONS = {
    "INSERT": "NEW TABLE AS came",
    "UPDATE": "OLD TABLE AS went NEW TABLE AS came",
    "DELETE": "OLD TABLE AS went",
}


def watch(table, person, change, tables):
    """A trigger for each kind of change: one for several may have no transition tables."""
    name = f"note_{change.lower()}_{table}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {change} ON {table} REFERENCING {tables} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION note_people_due('{person}')",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0006_openings_and_people")]

    operations = [
        migrations.RunSQL(SQL.read_text(), "DROP FUNCTION note_people_due()"),
        *[audit_table(table) for table in AUDITED],
        *[
            watch(table, person, change, tables)
            for table, person in WATCHED.items()
            for change, tables in TRANSITIONS.items()
        ],
    ]
