"""How many files a form has sent, and from where, outlives the files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0009_referral_name")]

    operations = [
        migrations.AddField(
            "heldupload",
            "sent_from",
            models.CharField(blank=True, max_length=16, default=""),
            preserve_default=False,
        ),
        migrations.AddField("heldupload", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AlterField(
            "heldupload",
            "file",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="held_upload",
                to="records.storedfile",
            ),
        ),
        migrations.AddIndex(
            "heldupload", models.Index(fields=["created_at"], name="held_upload_by_age")
        ),
    ]
