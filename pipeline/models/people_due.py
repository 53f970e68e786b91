"""People of whom something changed: what is kept about them elsewhere is to be brought up to date.

Triggers write these rows, so that no way in is forgotten; a worker takes them.
"""

from django.db import models
from django.db.models.functions import Now


class PersonDueQuerySet(models.QuerySet):
    def due(self):
        """Those whose moment has come: who failed is put off."""
        return self.filter(noted_at__lte=Now())


class PersonDue(models.Model):
    """A person to look at again. The key is no foreign key: the person may be gone by then."""

    id = models.BigAutoField(primary_key=True)
    candidate_id = models.UUIDField()
    noted_at = models.DateTimeField(auto_now_add=True)

    objects = PersonDueQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
