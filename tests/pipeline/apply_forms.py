"""The public form as a browser would send it. Call these inside a company."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from pipeline.consents import consent_words
from pipeline.form_stamps import issue_stamp
from pipeline.screening import QuestionLine, asked_questions, digest_of, rewrite_questions

VISA = QuestionLine(
    ask="May you work in the EU?", kind="yes_no", is_required=True, flags={"No": "Needs a permit"}
)
TEAM = QuestionLine(ask="Which team draws you?", kind="choice", options=("Search", "Speech"))
WHY = QuestionLine(ask="What would you build first?", kind="text")
TOOL = QuestionLine(ask="Which tool did you drop last?")


def path(opening):
    return f"/apply/{opening.ref}/"


def shown(answer):
    return answer.content.decode()


def typed(opening, *, minutes_ago=1, **changes):
    """What somebody sends who opened the form a minute ago and filled in what it must have."""
    company = connection.tenant
    stamp = issue_stamp(company, at=timezone.now() - timedelta(minutes=minutes_ago))
    seen = digest_of(asked_questions(opening), consent_words(company, opening))
    return {
        "name": "Amara Osei",
        "email": "amara@example.com",
        "consent": "on",
        "stamp": stamp.text,
        "seen": seen,
        **changes,
    }


def ask(opening, *lines, by):
    """Let the form of `opening` ask `lines`, and no others; return their rows."""
    opening.refresh_from_db()
    rewrite_questions(opening, by=by, lines=lines, version=opening.version)
    opening.refresh_from_db()
    return list(opening.screening_questions.all())


def name_of(question):
    return f"answer_{question.pk.hex}"
