"""Pay figures with where they come from."""

from django.db import models

from config.tenancy.ids import Row
from pipeline.models.framework import Level, Specialization


class Benchmark(Row):
    """A published pay range for a level: yearly base, in minor units.

    `specialization` is null where the figure is for all of them; `sample_size` is null where
    the source does not say.
    """

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="benchmarks")
    specialization = models.ForeignKey(
        Specialization, null=True, blank=True, on_delete=models.CASCADE, related_name="benchmarks"
    )
    region = models.CharField(max_length=80)
    low = models.PositiveBigIntegerField()
    high = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    source = models.CharField(max_length=200)
    sample_size = models.PositiveIntegerField(null=True, blank=True)
    as_of = models.DateField()

    class Meta:
        ordering = ["level__position", "-as_of"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(low__lte=models.F("high")), name="benchmark_range_ordered"
            )
        ]

    def __str__(self):
        return f"{self.level} {self.low // 100}-{self.high // 100} {self.currency}"
