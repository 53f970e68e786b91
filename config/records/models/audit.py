"""The audit trail: one row for each change of an audited row, written by the database."""

from django.db import models


class AuditEntry(models.Model):
    """What changed, by whom. Triggers write it; nobody changes it.

    `before` and `after` hold only the columns that differ (all of them for an insert or a
    delete).
    """

    id = models.BigAutoField(primary_key=True)
    happened_at = models.DateTimeField()
    actor = models.CharField(max_length=80, blank=True)
    table = models.CharField(max_length=63)
    row_id = models.UUIDField()
    action = models.CharField(max_length=6)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["table", "row_id"], name="audit_by_row")]
        ordering = ["id"]
        verbose_name_plural = "audit entries"


class AuditLink(models.Model):
    """One link of the hash chain: what the entries up to `last_entry` add up to."""

    last_entry = models.BigIntegerField(unique=True)
    entries = models.PositiveIntegerField()
    digest = models.BinaryField()
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["last_entry"]
