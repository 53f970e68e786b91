"""The public form as a browser would send it. Call these inside a company."""

import json
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from pipeline.applying.consents import consent_words
from pipeline.applying.questions import QuestionLine, asked_questions, digest_of, rewrite_questions
from pipeline.applying.stamps import issue_stamp

VISA = QuestionLine(
    ask="May you work in the EU?", kind="yes_no", is_required=True, flags={"No": "Needs a permit"}
)
TEAM = QuestionLine(ask="Which team draws you?", kind="choice", options=("Search", "Speech"))
WHY = QuestionLine(ask="What would you build first?", kind="text")
TOOL = QuestionLine(ask="Which tool did you drop last?")

BASICS = {
    "name": "Amara Osei",
    "email": "amara@example.com",
    "phone": "+49 30 123456",
    "location": {"city": "Berlin", "countryCode": "DE"},
    "url": "https://amara.example.com",
}


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


def resume(called="amara.json", content=None, **basics):
    content = content or json.dumps({"basics": {**BASICS, **basics}}).encode()
    return SimpleUploadedFile(called, content)


def blank(opening, **changes):
    """What the button under the résumé sends of a form in which nothing is typed yet."""
    empty = {"name": "", "email": "", "consent": ""}
    return typed(opening, **{**empty, "fill": "1", **changes})


def files_on_disk(settings):
    return [each for each in settings.FILES_ROOT.rglob("*") if each.is_file()]
