"""Everybody who is here already is to be looked at, once: for search, and for duplicates."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0012_search_people")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO pipeline_persondue (candidate_id, noted_at) "
            "SELECT id, now() FROM pipeline_candidate",
            migrations.RunSQL.noop,
        ),
    ]
