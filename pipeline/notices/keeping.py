"""What is dropped of notices: those read long ago, and the notes of digests sent long ago."""

from datetime import timedelta

from django.utils import timezone

from pipeline.models import Digest, Notice

KEPT = timedelta(days=90)


def drop_old_notices() -> None:
    """Drop notices that were read more than 90 days ago, and digests as old."""
    before = timezone.now() - KEPT
    Notice.objects.filter(read_at__lt=before).delete()
    Digest.objects.filter(created_at__lt=before).delete()
