"""Whoever stops following is remembered, so that nothing makes them follow again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0017_audit_recruiters_day")]

    operations = [
        migrations.AddField(
            model_name="follow", name="ended_at", field=models.DateTimeField(null=True)
        ),
    ]
