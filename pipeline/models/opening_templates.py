"""Openings to start others from."""

from django.db import models
from django.db.models.functions import Lower

from config.accounts.models import User
from config.tenancy.ids import Row


class OpeningTemplate(Row):
    """An opening to start others from: its fields, posting, questions and stages as values."""

    name = models.CharField(max_length=120)
    content = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="opening_template_once")]

    def __str__(self):
        return self.name
