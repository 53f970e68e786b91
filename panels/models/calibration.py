"""Calibration examples: answers whose verdicts are known, to train interviewers with."""

from django.db import models

from config.accounts.models import User
from config.tenancy.ids import Row
from pipeline.models import Criterion, Level
from pipeline.models.framework import KeyedEntry, Retirable


class Verdict(models.TextChoices):
    STRONG = "strong", "Strong"
    ACCEPTABLE = "acceptable", "Acceptable"
    WEAK = "weak", "Weak"
    FAILING = "failing", "Failing"


RATING_OF = {Verdict.STRONG: 4, Verdict.ACCEPTABLE: 3, Verdict.WEAK: 2, Verdict.FAILING: 1}


class CalibrationExample(Retirable, KeyedEntry):
    """One answer and how it is keyed; `verdicts` and `why` are by the key of a level."""

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    answer = models.TextField()
    verdicts = models.JSONField(default=dict)
    why = models.JSONField(default=dict)

    def __str__(self):
        return self.answer


class PracticeRating(Row):
    """How an interviewer rated a calibration example at a level before seeing its key."""

    example = models.ForeignKey(
        CalibrationExample, on_delete=models.CASCADE, related_name="practice_ratings"
    )
    interviewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="practice_ratings")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="+")
    rating = models.PositiveSmallIntegerField()
    framework_version = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["example", "interviewer", "level", "framework_version"],
                name="practice_rating_once",
            ),
            models.CheckConstraint(
                condition=models.Q(rating__gte=1, rating__lte=4),
                name="practice_rating_1_to_4",
            ),
        ]
