"""The words of the company's outgoing mail."""

from django.db import models

from config.tenancy.ids import Row


class EmailTemplate(Row):
    """A mail with merge fields such as {candidate}; see `pipeline.emails` for the fields."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
