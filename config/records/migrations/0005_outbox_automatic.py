from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_outbox_senders")]

    operations = [
        migrations.AddField(
            model_name="outboxmessage",
            name="is_automatic",
            field=models.BooleanField(default=True),
        ),
    ]
