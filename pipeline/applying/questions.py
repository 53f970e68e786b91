"""The questions of a company's own on an opening's form. They sort and flag; none rejects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import ValidationError

from config.records.audit import acting
from pipeline.models import Opening, ScreeningQuestion
from pipeline.models.screening import AnswerKind
from pipeline.openings import StaleOpening, lock_opening
from pipeline.postings.salary_history import asks_salary_history, salary_history_refused

MOST_QUESTIONS = 3
MOST_OPTIONS = 12
LONGEST_ASK = 300
LONGEST_OPTION = 120
LONGEST_FLAG = 120
YES_OR_NO = ("Yes", "No")


@dataclass(frozen=True)
class QuestionLine:
    """A question as its editor has it; `id` None is a new one.

    `flags` maps an answer that can be chosen to the words that it is flagged with.
    """

    ask: str
    kind: str = AnswerKind.LINE
    options: tuple[str, ...] = ()
    is_required: bool = False
    flags: dict[str, str] = field(default_factory=dict)
    id: UUID | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen; nothing where the answer is written."""
        return choices_of(self.kind, self.options)


def choices_of(kind: str, options: Iterable[str]) -> tuple[str, ...]:
    if kind == AnswerKind.YES_NO:
        return YES_OR_NO
    return tuple(options) if kind == AnswerKind.CHOICE else ()


def check_question(line: QuestionLine) -> None:
    """Raise ValidationError, keyed by field, where the question is not whole."""
    problems = {}
    if not 0 < len(line.ask.strip()) <= LONGEST_ASK:
        problems["ask"] = f"A question has 1 to {LONGEST_ASK} characters."
    if line.kind not in AnswerKind.values:
        problems["kind"] = "There is no such kind of answer."
    if line.kind == AnswerKind.CHOICE and (sentence := _wrong_options(line.options)):
        problems["options"] = sentence
    unknown = [answer for answer in line.flags if answer not in line.choices]
    if unknown and not line.choices:
        problems["flags"] = "Only answers that are chosen can be flagged, not written ones."
    elif unknown:
        problems["flags"] = f"“{unknown[0]}” is none of the answers."
    elif any(not 0 < len(words.strip()) <= LONGEST_FLAG for words in line.flags.values()):
        problems["flags"] = f"The words of a flag have 1 to {LONGEST_FLAG} characters."
    if problems:
        raise ValidationError(problems)


def _wrong_options(options):
    if not 2 <= len(options) <= MOST_OPTIONS:
        return f"Give 2 to {MOST_OPTIONS} answers to choose from."
    if len({option.casefold() for option in options}) < len(options):
        return "Two of these answers are the same."
    if any(not 0 < len(option.strip()) <= LONGEST_OPTION for option in options):
        return f"An answer to choose has 1 to {LONGEST_OPTION} characters."
    return ""


def check_lawful(line: QuestionLine, opening: Opening) -> None:
    """Raise ValidationError where a law of the opening's place forbids the question."""
    if sentence := refusal_of(line, opening):
        raise ValidationError({"ask": sentence})


def refusal_of(question, opening: Opening) -> str:
    """Return why `question`, a line or a row, may not be asked here, citing the law; else ""."""
    if not asks_salary_history(" \n".join([question.ask, *question.options])):
        return ""
    law = salary_history_refused(_location_of(opening))
    if law is None:
        return ""
    return (
        f"Nobody may be asked here what they earned: {law.name} ({law.source}, in force since "
        f"{law.since:%-d %B %Y}) forbids it in {law.place_name}. Ask what they hope to earn, or "
        "say what you pay."
    )


def _location_of(opening):
    """Remote work without a place is from anywhere, as its job description has it."""
    is_anywhere = opening.workplace == "remote" and not opening.location.strip()
    return "Remote" if is_anywhere else opening.location


def questions_of(opening: Opening) -> list[ScreeningQuestion]:
    return list(opening.screening_questions.all())


def asked_questions(opening: Opening) -> list[ScreeningQuestion]:
    """Return what applicants are asked: without what became unlawful when the opening moved."""
    return [row for row in questions_of(opening) if not refusal_of(row, opening)][:MOST_QUESTIONS]


def digest_of(questions: Sequence[ScreeningQuestion], words: str) -> str:
    """Return what changes with the questions, and with the `words` agreed to beside them."""
    told = [(str(row.pk), row.ask, row.kind, row.options, row.is_required) for row in questions]
    return sha256(repr((told, words)).encode()).hexdigest()[:16]


def rewrite_questions(
    opening: Opening, *, by, lines: Sequence[QuestionLine], version: int
) -> Opening:
    """Make the questions of `opening` read as `lines`, in their order; return the opening.

    Answers given keep the question as it read then. Raises StaleOpening, and ValidationError
    where a question is not whole, there are too many, or the law forbids one.
    """
    with acting(by):
        locked = lock_opening(opening, version)
        if len(lines) > MOST_QUESTIONS:
            raise ValidationError({"questions": f"At most {MOST_QUESTIONS} questions."})
        for line in lines:
            check_question(line)
            check_lawful(line, locked)
        rows = {row.pk: row for row in locked.screening_questions.select_for_update()}
        for place, line in enumerate(lines):
            row = rows.pop(line.id, None) if line.id else ScreeningQuestion(opening=locked)
            if row is None:
                raise StaleOpening(locked)
            _write(row, line, place)
        for row in rows.values():
            row.delete()
        locked.version += 1
        locked.save()
    return locked


def _write(row, line, place):
    row.position, row.ask, row.kind = place, line.ask.strip(), line.kind
    row.options = list(line.options) if line.kind == AnswerKind.CHOICE else []
    row.is_required, row.flags = line.is_required, dict(line.flags)
    row.save()
