"""One row of words for each person."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0011_seats_of_openings")]

    operations = [
        migrations.RemoveIndex("searchdocument", "search_document_words"),
        migrations.CreateModel(
            name="SearchPerson",
            fields=[
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_person",
                        serialize=False,
                        to="pipeline.candidate",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_person_words"
                    )
                ],
            },
        ),
    ]
