"""Files of an applicant whose form is not sent yet."""

from django.db import models

from config.records.models import StoredFile
from config.tenancy.ids import Row


class HeldUpload(Row):
    """A résumé that a form was filled in from. It goes with the form, or is forgotten in a day.

    Known by the form's `nonce`, which only its sender has.
    """

    nonce = models.UUIDField(unique=True)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="held_upload")
    created_at = models.DateTimeField(auto_now_add=True)
