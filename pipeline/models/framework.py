"""What good looks like: specializations, levels, skills, criteria and their anchors."""

from django.db import models

from config.tenancy.ids import Row


class Ordered(Row):
    """A named thing of the framework, shown in its place."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "key"]

    def __str__(self):
        return self.name


class Specialization(Ordered):
    """A kind of machine-learning engineer; a company can add its own."""

    aim = models.TextField(blank=True)
    premium_low_percent = models.PositiveSmallIntegerField(default=0)
    premium_high_percent = models.PositiveSmallIntegerField(default=0)
    is_retired = models.BooleanField(default=False)

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


class Component(Ordered):
    """A part of the interview: fundamentals, coding, system design, and so on."""


class Dimension(Ordered):
    """One of the weighted dimensions of merit."""

    weight_percent = models.PositiveSmallIntegerField()


class Skill(Ordered):
    """A core skill: what criteria look for and items measure."""

    aim = models.TextField(blank=True)


class Criterion(Ordered):
    """Something rated, with behavioural anchors for each level."""

    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="criteria")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="criteria")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="criteria")
    is_retired = models.BooleanField(default=False)

    class Meta(Ordered.Meta):
        verbose_name_plural = "criteria"


class Anchor(Row):
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
