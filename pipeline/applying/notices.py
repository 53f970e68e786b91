"""What to think over about a question before it is asked. None of it keeps a question out."""

from dataclasses import dataclass
from datetime import date

from pipeline.applying.questions import refusal_of
from pipeline.models import Opening
from pipeline.postings.personal_questions import personal_matters
from pipeline.postings.posting import Posting
from pipeline.postings.salary_history import asks_salary_history
from pipeline.postings.sections import Reading
from pipeline.postings.wording import find_wording


@dataclass(frozen=True)
class Notice:
    """A sentence about a question, and what to do instead; a law refuses it where `is_refused`."""

    sentence: str
    mend: str = ""
    is_refused: bool = False


def notices_of(question, opening: Opening, today: date) -> list[Notice]:
    """Return what there is to say of `question`, a line or a row, in this opening."""
    text = ". \n".join([question.ask, *question.options])
    notices = [*_about_pay(question, text, opening), *_about_person(text)]
    reading = Reading(Posting(title=text), today)
    return notices + [Notice(each.sentence, each.mend) for each in find_wording(reading)]


def _about_pay(question, text, opening):
    if sentence := refusal_of(question, opening):
        yield Notice(f"It is not asked. {sentence}", is_refused=True)
    elif asks_salary_history(text):
        yield Notice(
            "It asks what somebody earned before. Many places forbid that, and where it is "
            "allowed it carries old gaps in pay on.",
            "Ask what they hope to earn, or say what you pay.",
        )


def _about_person(text):
    for matter in personal_matters(text):
        yield Notice(matter.sentence, matter.instead)
