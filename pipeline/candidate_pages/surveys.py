"""Three questions after the end. What one person said is shown to nobody, only what many did."""

from config.records.audit import acting
from pipeline.candidate_pages.links import CANDIDATE
from pipeline.locks import lock_application
from pipeline.models import Application, Survey

LONGEST = 2000

QUESTIONS = {
    "clarity": "Was it clear where you stood?",
    "fairness": "Were you treated fairly?",
    "again": "Would you apply with us again?",
}
ENDS = {
    "clarity": ("not at all", "very clear"),
    "fairness": ("not at all", "very fairly"),
    "again": ("certainly not", "certainly"),
}
"""What 1 and 5 stand for."""


def answer_survey(application: Application, *, text: str = "", **ratings: int | None) -> Survey:
    """Keep what the candidate said; the first answers stand. Return the survey.

    `ratings` are by the names in QUESTIONS, from 1 to 5, None where they would not say.
    """
    assert set(ratings) <= set(QUESTIONS), ratings
    with acting(CANDIDATE):
        lock_application(application)
        survey, _ = Survey.objects.get_or_create(
            application=application, defaults={**ratings, "text": text}
        )
    return survey
