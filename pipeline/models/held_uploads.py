"""Files of an applicant whose form is not sent yet."""

from django.db import models

from config.records.models import StoredFile
from config.tenancy.ids import Row


class HeldUpload(Row):
    """A résumé that came before its form. It goes with the form, or is forgotten.

    Known by the form's `nonce`, which only its sender has. `sent_from` is a digest of where the
    form came from and `tries` the number of its files so far: both stay when the `file` is gone,
    so that nobody sends one without end.
    """

    nonce = models.UUIDField(unique=True)
    file = models.OneToOneField(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="held_upload"
    )
    sent_from = models.CharField(max_length=16, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="held_upload_by_age")]
