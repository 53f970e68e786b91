from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_audit")]

    operations = [
        migrations.AddField(
            model_name="takehome",
            name="task",
            field=models.SlugField(blank=True, db_index=False, max_length=60),
        ),
        migrations.AddField(
            model_name="takehome",
            name="framework_version",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
