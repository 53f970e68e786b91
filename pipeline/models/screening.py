"""Questions of the public form, and what applicants answered. They sort and flag, no more."""

from django.db import models

from config.tenancy.ids import Row
from pipeline.models.applications import Application
from pipeline.models.openings import Opening


class AnswerKind(models.TextChoices):
    LINE = "line", "A line"
    TEXT = "text", "A paragraph"
    YES_NO = "yes_no", "Yes or no"
    CHOICE = "choice", "One of several"


class ScreeningQuestion(Row):
    """Something asked of applicants. `flags` says which answers are flagged, and how.

    It maps an answer to the words of the flag. No answer rejects anybody.
    """

    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="screening_questions"
    )
    position = models.PositiveSmallIntegerField()
    ask = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=AnswerKind.choices, default=AnswerKind.LINE)
    options = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=False)
    flags = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.ask


class ScreeningAnswer(Row):
    """What one applicant answered; `ask` is the question as it read then."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="screening_answers"
    )
    question = models.ForeignKey(
        ScreeningQuestion, null=True, on_delete=models.SET_NULL, related_name="answers"
    )
    ask = models.CharField(max_length=300)
    answer = models.TextField()
    flag = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
