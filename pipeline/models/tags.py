"""Tags on candidates."""

from django.db import models
from django.db.models.functions import Lower

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.candidates import Candidate


class Tag(Row):
    """A word that a company sorts its candidates by."""

    name = models.CharField(max_length=60)

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_once")]

    def __str__(self):
        return self.name


class Tagging(Row):
    """A tag on a candidate, and who put it there."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["candidate", "tag"], name="tagging_once")]
