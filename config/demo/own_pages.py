"""What candidates of a demo company did on their own pages, and what they say after the end."""

import random
from datetime import timedelta

from pipeline.candidate_pages.days_ahead import days_ahead
from pipeline.candidate_pages.links import make_link
from pipeline.candidate_pages.requests import answer_request, ask
from pipeline.candidate_pages.surveys import answer_survey
from pipeline.days import today
from pipeline.models import (
    Application,
    ApplicationState,
    Opening,
    Promise,
    RequestKind,
    Stage,
    StageKind,
)

ASKED = [
    (RequestKind.RESCHEDULE, "Tuesday or Thursday after two\n\nTime zone: Europe/Lisbon", ""),
    (RequestKind.ACCOMMODATION, "A break after an hour would help me; I have a bad back.", ""),
    (RequestKind.QUESTION, "Is there a team in Lisbon?", "Six of us, twice a week in one room."),
]
SAID = "Everybody told me what would come next, and then it did."
MOST_ANSWERS = 12


def keep_own_pages(telling, opening: Opening) -> None:
    """Ask, answer, miss a day and look back, in `opening` and after the end in all of them."""
    recruiter = telling.people["recruiter"]
    _say_who_pays(opening)
    waiting = opening.applications.active().exclude(stage__kind=StageKind.INBOX)
    waiting = list(waiting.select_related("candidate", "opening", "stage").order_by("id")[:4])
    for application, (kind, text, answer) in zip(waiting, ASKED, strict=False):
        make_link(application, by=recruiter)
        request = ask(application, kind, text=text)
        if answer:
            answer_request(request, by=recruiter, answer=answer)
    if waiting:
        _miss_a_day(waiting[-1], telling.now)
    _look_back(telling)


def _say_who_pays(opening):
    """Through the rows: nothing that the opening's history has to tell of."""
    stages = Stage.objects.filter(opening=opening, kind=StageKind.TAKE_HOME)
    stages.update(is_paid=True, pay_note="300 euros, within two weeks of handing in.")


def _miss_a_day(application, now):
    place = {"application": application, "stage": application.stage}
    missed = today() - timedelta(days=3)
    Promise.objects.create(**place, due_on=missed, replaced_at=now - timedelta(days=1))
    Promise.objects.create(**place, due_on=days_ahead(2))


def _look_back(telling):
    # Dice of its own: what is told after this stays as it was.
    dice = random.Random(f"{telling.company.slug} looks back")  # noqa: S311 - a story, no secret
    over = Application.objects.filter(
        state__in=[ApplicationState.REJECTED, ApplicationState.WITHDRAWN]
    ).order_by("id")
    for number, application in enumerate(over[:MOST_ANSWERS]):
        clarity, fairness, again = (dice.choice((2, 3, 4, 4, 5, 5)) for _ in range(3))
        text = "" if number else SAID
        answer_survey(application, clarity=clarity, fairness=fairness, again=again, text=text)
