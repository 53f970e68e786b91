from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0008_record_arrivals")]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="name",
            field=models.CharField(blank=True, max_length=160),
        ),
    ]
