"""What applicants answered, and what of it is flagged."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from config.accounts.models import User
from pipeline.blind.hiding import is_masked
from pipeline.models import Application, Opening, ScreeningAnswer, ScreeningQuestion
from pipeline.models.screening import AnswerKind
from pipeline.sections import Section
from pipeline.visibility import manages

FLAGGED = ~Q(flag="")


@dataclass(frozen=True)
class Given:
    """An answer to a question, not blank."""

    question: ScreeningQuestion
    answer: str

    @property
    def flag(self) -> str:
        return flag_of(self.question, self.answer)


@dataclass(frozen=True)
class AnswersSection:
    """What one applicant answered, as a reader sees it; `flags` is how many are flagged."""

    answers: list[ScreeningAnswer]
    flags: int


def flag_of(question: ScreeningQuestion, answer: str) -> str:
    """Return the words with which `answer` is flagged, or nothing."""
    return question.flags.get(answer, "")


def write_answers(application: Application, given: Iterable[Given]) -> None:
    """Keep the answers of an applicant, each with its question as it reads now."""
    for each in given:
        ScreeningAnswer.objects.create(
            application=application,
            question=each.question,
            ask=each.question.ask,
            answer=each.answer,
            flag=each.flag,
        )


def answers_for(application: Application, user: User) -> list[ScreeningAnswer]:
    """Return what the applicant answered, in order; nothing unless `user` manages it.

    Where who it is stays hidden from `user`, so do written answers: they may tell.
    """
    if not manages(user, application):
        return []
    rows = application.screening_answers.select_related("question")
    answers = list(rows.order_by(F("question__position").asc(nulls_last=True), "pk"))
    if answers and application.opening.is_blind and is_masked(application, user):
        for row in answers:
            row.is_hidden = not (row.flag or _is_chosen(row))
            row.answer = "" if row.is_hidden else row.answer
    return answers


def _is_chosen(row):
    return row.question is not None and row.question.kind in (AnswerKind.YES_NO, AnswerKind.CHOICE)


def answers_section(application: Application, user: User) -> Section | None:
    """The answers, for whoever manages the application; None where nothing was asked."""
    answers = answers_for(application, user)
    if not answers:
        return None
    section = AnswersSection(answers, sum(bool(row.flag) for row in answers))
    return Section("pipeline/_screening_answers.html", section, order=5, is_blind_safe=True)


def with_flags(applications):
    """Applications with `flags`, how many of their answers are flagged; and whether any is."""
    flagged = ScreeningAnswer.objects.filter(FLAGGED, application=OuterRef("pk"))
    counted = flagged.order_by().values("application").annotate(n=Count("pk")).values("n")
    number = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return applications.annotate(flags=number, is_flagged=Exists(flagged))


def has_flags(opening: Opening) -> bool:
    """Say whether any answer in `opening` is flagged, or may be (one query)."""
    questions = ScreeningQuestion.objects.filter(opening=OuterRef("pk")).exclude(flags={})
    answers = ScreeningAnswer.objects.filter(FLAGGED, application__opening=OuterRef("pk"))
    rows = Opening.objects.filter(Exists(questions) | Exists(answers))
    return rows.filter(pk=opening.pk).exists()
