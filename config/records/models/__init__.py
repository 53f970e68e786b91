from config.records.models.audit import AuditEntry, AuditLink
from config.records.models.files import StoredFile
from config.records.models.heartbeats import Heartbeat
from config.records.models.idempotency import IdempotencyKey
from config.records.models.outbox import OutboxMessage
from config.records.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "AuditEntry",
    "AuditLink",
    "Heartbeat",
    "IdempotencyKey",
    "OutboxMessage",
    "StoredFile",
]
