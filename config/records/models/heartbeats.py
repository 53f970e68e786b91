"""Heartbeats: the sign of life of a background process."""

from django.db import models


class Heartbeat(models.Model):
    """When a background process last did a round for this company."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()
