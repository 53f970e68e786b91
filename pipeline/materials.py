"""What an interviewer reads before meeting a candidate: documents, work handed in.

An explicit list that higher rooms add to in `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from config.accounts.models import User
from pipeline.blind.reading import is_hidden
from pipeline.documents import documents_of
from pipeline.models import Application


@dataclass(frozen=True)
class Material:
    """Something to read, and where. `is_elsewhere` says that the link leaves this house."""

    title: str
    href: str
    detail: str = ""
    is_elsewhere: bool = False


Finder = Callable[[Application, User], Iterable[Material]]
"""Returns what this user may read about the application."""

MATERIALS: list[Finder] = []


def materials_of(application: Application, user: User) -> list[Material]:
    """Return the candidate's documents for this application, then what other rooms have.

    Of somebody who is hidden, the way to the texts without names and nothing else.
    """
    if is_hidden(application):
        href = reverse("pipeline:application", args=[application.pk])
        return [Material("What they sent, without names", f"{href}#blind")]
    return [
        *(
            Material(document.title, reverse("records:file", args=[document.file_id]))
            for document in documents_of(application)
        ),
        *(material for find in MATERIALS for material in find(application, user)),
    ]
