"""What to listen for: probes that turn a question, signals, and gaps of backgrounds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pipeline.models.framework import KeyedEntry, Ordered, Retirable, keys
from pipeline.models.processes import InterviewKind


class Change(models.TextChoices):
    """What a probe changes about the question."""

    CONSTRAINT = "constraint", "A constraint"
    DATA = "data", "The data"
    PRESSURE = "pressure", "Pressure"
    SCALE = "scale", "Scale"
    DEPTH = "depth", "Depth"


class Probe(Retirable, KeyedEntry):
    """A turn that the interviewer gives to a question, to see how the answer adapts."""

    ask = models.TextField()
    change = models.CharField(max_length=10, choices=Change.choices)
    listens_for = models.TextField(blank=True)

    def __str__(self):
        return self.ask


class SignalSort(models.TextChoices):
    LISTENING = "listening", "Listening signal"
    RED_FLAG = "red_flag", "Red flag"
    RESUME = "resume", "On paper"


class Signal(Retirable, Ordered):
    """Something heard or read that an interviewer may tick, with a note.

    With `must_explain`, a yes for a role that ships asks for an explanation.
    """

    sort = models.CharField(max_length=10, choices=SignalSort.choices)
    shows = models.TextField(blank=True)
    must_explain = models.BooleanField(default=False)


class Background(Retirable, Ordered):
    """Where people come from, and what to ask about then. It scores and filters nobody."""

    brings = models.TextField(blank=True)
    usual_gap = models.TextField(blank=True)
    interviews = ArrayField(
        models.CharField(max_length=20, choices=InterviewKind.choices), default=list, blank=True
    )
    probes = keys()
