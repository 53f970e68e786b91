"""What an interviewer ticks at the table: how probes were met, and signals seen."""

from django.db import models

from config.tenancy.ids import Row
from panels.models.scorecards import Scorecard


class Reaction(models.TextChoices):
    """How the candidate met a probe."""

    ADAPTED = "adapted", "Adapted"
    NEEDED_HELP = "needed_help", "Needed help"
    RESTARTED = "restarted", "Restarted"
    COLLAPSED = "collapsed", "Collapsed"


class ProbeReaction(Row):
    """How one probe of one question was met; `question` and `probe` are keys of the kit."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="reactions")
    question = models.SlugField(max_length=60)
    probe = models.SlugField(max_length=60)
    reaction = models.CharField(max_length=12, choices=Reaction.choices)

    class Meta:
        ordering = ["question", "probe"]
        constraints = [
            models.UniqueConstraint(
                fields=["scorecard", "question", "probe"], name="probe_reaction_once"
            )
        ]


class SeenSignal(Row):
    """A signal or red flag that was seen, with a note; `signal` is a key of the framework."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="seen_signals")
    signal = models.SlugField(max_length=60)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["signal"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "signal"], name="seen_signal_once")
        ]
