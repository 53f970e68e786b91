"""Idempotency keys: a request that is sent twice takes effect once."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row


class IdempotencyKey(Row):
    """The answer already given to a person's request of this key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_once")]
