"""Signs of life of background processes."""

from django.utils import timezone

from config.records.models import Heartbeat


def beat(name: str) -> None:
    """Note that the process `name` has just done a round for the present company."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": timezone.now()})
