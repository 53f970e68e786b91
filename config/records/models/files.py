"""Stored files: under a root per company, under random names."""

from pathlib import Path

from django.conf import settings
from django.db import connection, models

from config.accounts.models import User
from config.tenancy.ids import Row


class StoredFile(Row):
    """A file that a company keeps. Who may read it, the row that points to it says."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie: the company's own folder, and a name nobody chose."""
        return Path(settings.FILES_ROOT) / str(connection.tenant.pk) / self.id.hex
