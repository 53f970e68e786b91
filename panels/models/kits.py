"""Kits: what an interview asks, who covers what, and what answers show."""

from django.db import models

from pipeline.models.framework import KeyedEntry, Ordered, keys, texts
from pipeline.models.guidance import Dated
from pipeline.models.processes import InterviewKind


class Kit(Dated, Ordered):
    """What one kind of interview asks, for some specializations and levels (none named: all).

    `seats` are rows of a name and the keys of up to four criteria; `questions` and `signals`
    are keys, in order. `closing` is how to end.
    """

    interview = models.CharField(max_length=20, choices=InterviewKind.choices)
    specializations = keys()
    levels = keys()
    aim = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    opening_words = models.TextField(blank=True)
    seats = models.JSONField(default=list)
    questions = keys()
    signals = keys()
    closing = texts()


class QuestionKind(models.TextChoices):
    QUESTION = "question", "Question"
    BRIEF = "brief", "Design brief"
    EXERCISE = "exercise", "Exercise"


class Question(Dated, KeyedEntry):
    """Something asked. `shows` tells, by the key of a level, what strong and weak answers do.

    It is asked at those levels only. `exercise` has language, given, solution, checks, rubric.
    """

    ask = models.TextField()
    why = models.TextField(blank=True)
    kind = models.CharField(
        max_length=8, choices=QuestionKind.choices, default=QuestionKind.QUESTION
    )
    criteria = keys()
    specializations = keys()
    levels = keys()
    probes = keys()
    shows = models.JSONField(default=dict)
    exercise = models.JSONField(null=True, blank=True)

    def __str__(self):
        return self.ask
