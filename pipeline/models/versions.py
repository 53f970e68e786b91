"""Versions of the framework: who changed what when. Rows are added and never changed."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row


class FrameworkVersion(Row):
    """One change of the framework, by a person or (null) an import or a delivery."""

    number = models.PositiveIntegerField(unique=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self):
        return f"Version {self.number}"


class RevisionQuerySet(models.QuerySet):
    def at(self, number: int):
        """What each entry read like in version `number`: its latest revision up to then.

        By the number itself: “-version” would take the versions' own order, turned round.
        """
        return (
            self.filter(version__lte=number)
            .order_by("list", "key", "-version_id")
            .distinct("list", "key")
        )


class Revision(Row):
    """What one entry reads like from a version on: its whole document."""

    version = models.ForeignKey(
        FrameworkVersion, to_field="number", on_delete=models.CASCADE, related_name="revisions"
    )
    list = models.CharField(max_length=40)
    key = models.CharField(max_length=140)
    document = models.JSONField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["list", "key"]
        constraints = [
            models.UniqueConstraint(fields=["list", "key", "version"], name="revision_once")
        ]

    def __str__(self):
        return f"{self.list} {self.key}"


class Steward(Row):
    """Who looks after one list of the framework: overdue entries wait for them."""

    list = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="stewardships")

    def __str__(self):
        return f"{self.user} looks after {self.list}"
