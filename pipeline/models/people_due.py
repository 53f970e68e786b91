"""People of whom something changed: what is kept about them elsewhere is to be brought up to date.

Triggers write these rows, so that no way in is forgotten; a worker takes them.
"""

from django.db import models


class PersonDue(models.Model):
    """A person to look at again. The key is no foreign key: the person may be gone by then."""

    id = models.BigAutoField(primary_key=True)
    candidate_id = models.UUIDField()
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
