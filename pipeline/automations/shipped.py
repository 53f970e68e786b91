"""The automations that every company finds on its first day."""

from django.utils import timezone

from pipeline.models import Automation

Content = list[dict]


def write_shipped(content: Content) -> None:
    """Write the automations; those that only tell somebody of the team are on."""
    for row in content:
        is_on = row.get("is_on", False)
        Automation.objects.create(**row, switched_on_at=timezone.now() if is_on else None)
