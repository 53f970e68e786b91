"""What good looks like: specializations, levels, skills, criteria and their anchors."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from config.tenancy.ids import Row


class Origin(models.TextChoices):
    """Where an entry of the framework comes from."""

    SEEDS = "seeds", "From published hiring guides"
    OURS = "ours", "Fortnight’s own"
    COMPANY = "company", "Your company’s own"


def texts():
    """A list of short texts, in order."""
    return ArrayField(models.TextField(), default=list, blank=True)


def keys():
    """A list of keys of other entries, in order. No entry is ever deleted, so none dangles."""
    return ArrayField(models.SlugField(max_length=60), default=list, blank=True)


class Entry(Row):
    """One entry of the framework. `version` is that of the framework which last changed it."""

    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.COMPANY)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class KeyedEntry(Entry):
    """An entry known by its key, which never changes, and shown in its place."""

    key = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "key"]


class Ordered(KeyedEntry):
    """A named thing of the framework."""

    name = models.CharField(max_length=120)

    class Meta(KeyedEntry.Meta):
        abstract = True

    def __str__(self):
        return self.name


class RetirableQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_retired=False)


class Retirable(models.Model):
    """What is taken out of use stays, for what was rated and asked refers to it."""

    is_retired = models.BooleanField(default=False)

    objects = RetirableQuerySet.as_manager()

    class Meta:
        abstract = True


class Specialization(Retirable, Ordered):
    """A kind of machine-learning engineer; a company can add its own.

    `component_weights` are percent by the key of a component. `ships` says that the role puts
    things into production.
    """

    aim = models.TextField(blank=True)
    looks_for = texts()
    ships = models.BooleanField(default=True)
    component_weights = models.JSONField(default=dict)
    premium_low_percent = models.PositiveSmallIntegerField(default=0)
    premium_high_percent = models.PositiveSmallIntegerField(default=0)

    class Meta(Ordered.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(premium_low_percent__lte=models.F("premium_high_percent")),
                name="specialization_premium_ordered",
            )
        ]


class Level(Ordered):
    """Junior, mid, senior, staff. `experience_hint` is shown in help and filters nobody."""

    experience_hint = models.CharField(max_length=120, blank=True)
    depth = models.TextField(blank=True)
    expects = texts()
    competencies = texts()


class Component(Ordered):
    """A part of the interview: fundamentals, coding, system design, and so on."""

    aim = models.TextField(blank=True)


class Dimension(Ordered):
    """One of the weighted dimensions of merit; `sub_criteria` are rows of key and name."""

    weight_percent = models.PositiveSmallIntegerField()
    sub_criteria = models.JSONField(default=list)


class Skill(Ordered):
    """A core skill: what criteria look for and items measure."""

    aim = models.TextField(blank=True)
    listens_for = texts()


class Criterion(Retirable, Ordered):
    """Something rated, with behavioural anchors for each level.

    `sub_criterion` is a key among those of its dimension. `is_tool_only` marks one that asks
    for a tool rather than for what is done with it.
    """

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="criteria")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="criteria")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="criteria")
    sub_criterion = models.SlugField(max_length=60, blank=True)
    looks_for = models.TextField(blank=True)
    is_tool_only = models.BooleanField(default=False)

    class Meta(Ordered.Meta):
        verbose_name_plural = "criteria"


class Anchor(Entry):
    """What a rating looks like in behaviour, for one criterion at one level."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="anchors")
    rating = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["rating"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "level", "rating"], name="anchor_once_per_rating"
            ),
            models.CheckConstraint(
                condition=models.Q(rating__gte=1, rating__lte=4), name="anchor_rating_1_to_4"
            ),
        ]

    def __str__(self):
        return f"{self.criterion} {self.rating}"
