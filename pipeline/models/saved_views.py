"""Saved views of boards and tables, and changes of many applications that can be undone."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models.openings import Opening


class SavedView(Row):
    """A filter, an order and columns under a name: the query of an address, and no rows.

    Its maker sees it; one that `is_shared` everybody who may see boards.
    """

    name = models.CharField(max_length=80)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    opening = models.ForeignKey(
        Opening, null=True, on_delete=models.CASCADE, related_name="saved_views"
    )
    shape = models.CharField(max_length=5, choices=[("board", "Board"), ("table", "Table")])
    query = models.CharField(max_length=2000, blank=True)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["by", "name"], name="saved_view_name")]

    def __str__(self):
        return self.name


class PinnedView(Row):
    """A saved view that one person keeps at hand."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pinned_views")
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="pins")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "view"], name="pinned_view_once")]


class ManyChange(Row):
    """One change of many applications at once. `rows` says what was done to each, for undoing."""

    kind = models.CharField(max_length=12)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    rows = models.JSONField(default=list)
    sentence = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
