"""Colleagues who talk in notes, mention each other and follow: so that the bell has something."""

from pipeline.models import Application
from pipeline.notes import write_note
from pipeline.notices.following import follow

SAID = {
    "screen": ("lead", "Strong on retrieval. @Rosa Recruiter, can we talk this week?"),
    "technical": ("recruiter", "@Ines Interviewer, please ask about the last migration."),
    "final": ("recruiter", "@Lev Lead, two other offers are on the table; Thursday is the day."),
}
"""By the stage where somebody stands: who writes, and what."""


def converse(telling, opening) -> None:
    """Let the team talk about one person in each of some stages; the lead follows a few."""
    standing = Application.objects.active().filter(opening=opening).select_related("candidate")
    for kind, (login, text) in SAID.items():
        application = standing.filter(stage__kind=kind).order_by("pk").first()
        if application is None:
            continue
        by = telling.people[login]
        write_note(application.candidate, by=by, text=text, application=application)
        follow([application], by=telling.people["lead"])
