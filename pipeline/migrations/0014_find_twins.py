"""Twins are found by indexes of their own, and rows follow their person into a merge."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql" / "follow_merges.sql"
FOLLOWING = (
    "pipeline_application",
    "pipeline_document",
    "pipeline_employment",
    "pipeline_note",
    "pipeline_poolplace",
    "pipeline_referral",
    "pipeline_tagging",
    "pipeline_work",
)


def follow(table):
    """A trigger that sends new rows of a person who was merged to the record that was kept."""
    return migrations.RunSQL(
        f"CREATE TRIGGER follow_merges_{table} AFTER INSERT ON {table} "
        "REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION follow_merges()",
        f"DROP TRIGGER follow_merges_{table} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0013_everybody_due")]

    operations = [
        migrations.AddIndex(
            model_name="identitykey",
            index=models.Index(
                django.db.models.functions.text.Left("value", 7),
                condition=models.Q(("kind", "phone")),
                name="identity_phone_tail",
            ),
        ),
        migrations.AddIndex(
            model_name="identitykey",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("value", name="gin_trgm_ops"),
                condition=models.Q(("kind", "name")),
                name="identity_name_trigrams",
            ),
        ),
        migrations.RunSQL(SQL.read_text(), "DROP FUNCTION follow_merges()"),
        *[follow(table) for table in FOLLOWING],
    ]
