"""Processes and their stages: the template of a specialization, and an opening's own copy."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from config.tenancy.ids import Row
from pipeline.models.framework import Specialization


class StageKind(models.TextChoices):
    INBOX = "inbox", "Inbox"
    SCREEN = "screen", "Screen"
    TECHNICAL = "technical", "Technical"
    TAKE_HOME = "take_home", "Take-home"
    FINAL = "final", "Final"
    OFFER = "offer", "Offer"
    HIRED = "hired", "Hired"


MIDDLE_KINDS = (StageKind.SCREEN, StageKind.TECHNICAL, StageKind.TAKE_HOME, StageKind.FINAL)


class InterviewKind(models.TextChoices):
    """What a stage may hold; each has its kits."""

    RESUME_REVIEW = "resume_review", "Résumé review"
    SCREEN = "screen", "Screen"
    DEEP_DIVE = "deep_dive", "Technical deep dive"
    SYSTEM_DESIGN = "system_design", "ML system design"
    CODING = "coding", "Coding"
    DEBUGGING = "debugging", "Debugging a broken model"
    DOMAIN = "domain", "Conversation about a project"
    BEHAVIOURAL = "behavioural", "Behavioural"
    STAKEHOLDER = "stakeholder", "Stakeholders and ethics"
    PORTFOLIO = "portfolio", "Portfolio review"
    TAKE_HOME_REVIEW = "take_home_review", "Take-home review"
    FINAL = "final", "Final conversation"


USUAL_INTERVIEWS = {
    StageKind.INBOX: (InterviewKind.RESUME_REVIEW,),
    StageKind.SCREEN: (InterviewKind.SCREEN,),
    StageKind.TECHNICAL: (InterviewKind.SYSTEM_DESIGN, InterviewKind.DOMAIN),
    StageKind.TAKE_HOME: (InterviewKind.TAKE_HOME_REVIEW,),
    StageKind.FINAL: (InterviewKind.FINAL,),
}
"""What a stage of a kind holds unless it says otherwise."""


class Gate(models.TextChoices):
    """What must be true before an application leaves a stage forward."""

    NONE = "none", "Nothing"
    SCORECARDS = "scorecards", "All scorecards are in"
    TAKE_HOME = "take_home", "The take-home is reviewed"


class StageShape(Row):
    """What a template stage and an opening's stage have in common."""

    kind = models.CharField(max_length=10, choices=StageKind.choices)
    name = models.CharField(max_length=80)
    aim = models.TextField(blank=True)
    minutes_low = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_high = models.PositiveSmallIntegerField(null=True, blank=True)
    target_days = models.PositiveSmallIntegerField(null=True, blank=True)
    gate = models.CharField(max_length=12, choices=Gate.choices, default=Gate.NONE)
    interviews = ArrayField(
        models.CharField(max_length=20, choices=InterviewKind.choices), default=list, blank=True
    )
    position = models.PositiveSmallIntegerField()

    SHAPE = (
        "kind",
        "name",
        "aim",
        "minutes_low",
        "minutes_high",
        "target_days",
        "gate",
        "interviews",
        "position",
    )

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self):
        return self.name

    @property
    def minutes_words(self) -> str:
        """How long it takes: "30–45 min", or nothing where that is not said."""
        low, high = self.minutes_low, self.minutes_high
        if low is None or high is None:
            return f"from {low} min" if low else f"up to {high} min" if high else ""
        return f"{low} min" if low == high else f"{low}–{high} min"

    @property
    def interview_kinds(self) -> list[InterviewKind]:
        """What the stage holds: its own list, or what is usual for its kind."""
        chosen = self.interviews or USUAL_INTERVIEWS.get(StageKind(self.kind), ())
        return [InterviewKind(kind) for kind in chosen]

    def shape(self) -> dict:
        """Return the fields that a copy takes over."""
        return {field: getattr(self, field) for field in self.SHAPE}


class Process(Row):
    """How a specialization hires: an ordered list of middle stages, copied by openings."""

    name = models.CharField(max_length=120)
    specialization = models.ForeignKey(
        Specialization, null=True, blank=True, on_delete=models.CASCADE, related_name="processes"
    )
    is_default = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "processes"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="process_one_default",
            ),
            models.UniqueConstraint(fields=["specialization"], name="process_per_specialization"),
        ]

    def __str__(self):
        return self.name


class ProcessStage(StageShape):
    """A stage of a process template: a middle kind only; inbox, offer and hired are implied."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="stages")

    class Meta(StageShape.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in MIDDLE_KINDS]),
                name="process_stage_is_middle",
            ),
            models.UniqueConstraint(
                fields=["process", "position"],
                name="process_stage_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]


class Stage(StageShape):
    """A column of an opening's board. It remembers the template stage it was copied from."""

    opening = models.ForeignKey("pipeline.Opening", on_delete=models.CASCADE, related_name="stages")
    template = models.ForeignKey(
        ProcessStage, null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )

    class Meta(StageShape.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "position"],
                name="stage_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["opening", "kind"],
                condition=models.Q(kind__in=["inbox", "offer", "hired"]),
                name="stage_ends_once",
            ),
        ]
