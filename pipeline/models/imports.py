"""Imports: work to be done on an uploaded file, and what came of it."""

from django.db import models
from django.utils import timezone

from config.accounts.models import User
from config.records.models import StoredFile
from config.tenancy.ids import Row
from pipeline.models.openings import Opening


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may run imports sees what came of all of them."""
        return self if user.can("imports.run") else self.none()

    def due(self):
        """Waiting, or taken by a worker whose lease ran out; not what somebody still sets up."""
        waiting = self.filter(finished_at=None, is_draft=False)
        return waiting.exclude(leased_until__gt=timezone.now())


class ImportKind(models.TextChoices):
    EVENTS = "events", "Event log"
    PEOPLE = "people", "People"


class Import(Row):
    """An uploaded file. A worker holds it by a lease that it renews while it works.

    `mapping` says what the words of an event log mean; `options`, how a file of people is read.
    A draft waits for somebody to say what its columns mean.
    """

    kind = models.CharField(max_length=6, choices=ImportKind.choices, default=ImportKind.EVENTS)
    options = models.JSONField(default=dict, blank=True)
    is_draft = models.BooleanField(default=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="imports")
    mapping = models.TextField(blank=True)
    is_dry_run = models.BooleanField(default=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opening = models.ForeignKey(Opening, null=True, on_delete=models.SET_NULL, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.file.name

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_taken(self) -> bool:
        """A worker is at it, or was until its lease ran out."""
        return not self.is_finished and self.leased_until is not None

    @property
    def is_of_people(self) -> bool:
        return self.kind == ImportKind.PEOPLE

    @property
    def refused(self) -> list[dict]:
        """The rows that kept the file from being imported."""
        return (self.result or {}).get("refused", [])

    @property
    def went_through(self) -> bool:
        has_skipped = (self.result or {}).get("skipped")
        return self.is_finished and not self.problem and (not self.refused or bool(has_skipped))

    @property
    def has_good_rows(self) -> bool:
        """A dry run of people that found bad rows, and others that could be imported."""
        return self.is_dry_run and bool(self.refused) and bool(self.result.get("good"))

    @property
    def is_ready_to_run(self) -> bool:
        """A dry run that found nothing wrong."""
        return self.is_dry_run and self.went_through
