"""Whose applications one looks at."""

from django.db.models import TextChoices


class Whose(TextChoices):
    MINE = "mine", "Mine"
    TEAMS = "teams", "My teams’"
