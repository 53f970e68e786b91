"""What helps to judge: typical failures of a level, assessment tasks, and dated facts."""

from django.db import models

from pipeline.models.framework import (
    KeyedEntry,
    Level,
    Ordered,
    Retirable,
    RetirableQuerySet,
    Specialization,
    texts,
)


class DatedQuerySet(RetirableQuerySet):
    def overdue(self, today):
        """In use, and to be looked at again by a day that has passed."""
        return self.in_use().filter(review_by__lt=today)


class Dated(Retirable):
    """Content that ages: somebody looks at it again by a day."""

    review_by = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class Failure(Retirable, Ordered):
    """How candidates of a level typically fail, how it shows, and what to prefer."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="failures")
    shows = texts()
    prefer = models.TextField(blank=True)


class TaskKind(models.TextChoices):
    ASSESSMENT = "assessment", "Assessment task"
    TAKE_HOME = "take_home", "Take-home"


class Task(Dated, Ordered):
    """A piece of work to set, and what to look for in it.

    `present` is what should be there, `missing` what is noted when it is not. Without a level
    or a specialization it serves all of them; `minutes` is the time asked of the candidate.
    """

    kind = models.CharField(max_length=12, choices=TaskKind.choices)
    level = models.ForeignKey(
        Level, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    specialization = models.ForeignKey(
        Specialization, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    brief = models.TextField()
    parts = texts()
    present = texts()
    missing = texts()


class Fact(Dated, KeyedEntry):
    """A published figure with its source and date, shown where it helps a decision.

    `sample` is null where the source does not say how many it looked at.
    """

    statement = models.TextField()
    value = models.FloatField()
    unit = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    source_title = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    sample = models.PositiveIntegerField(null=True, blank=True)
    helps = models.TextField(blank=True)

    def __str__(self):
        return self.statement
