"""What applicants answered, and what of it is flagged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from config.accounts.models import User
from pipeline.models import Application, ScreeningAnswer, ScreeningQuestion
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


def answers_section(application: Application, user: User) -> Section | None:
    """The answers, for whoever manages the application; None where nothing was asked."""
    if not manages(user, application):
        return None
    answers = list(application.screening_answers.all())
    if not answers:
        return None
    section = AnswersSection(answers, sum(bool(row.flag) for row in answers))
    return Section("pipeline/_screening_answers.html", section, order=5)


def with_flag(applications):
    """Applications that tell whether any answer of theirs `is_flagged`."""
    flagged = ScreeningAnswer.objects.filter(FLAGGED, application=OuterRef("pk"))
    return applications.annotate(is_flagged=Exists(flagged))


def count_flags(keys: Iterable[UUID]) -> Mapping[UUID, int]:
    """Return how many answers are flagged, by application; those without are left out."""
    rows = ScreeningAnswer.objects.filter(FLAGGED, application__in=list(keys)).order_by()
    return dict(rows.values_list("application").annotate(Count("pk")))
