"""The timeline of an application: all that happened, in order.

Each room adds its own entries: an explicit list that higher rooms add to in `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from config.accounts.models import User
from pipeline.blind.reading import blind_text, is_hidden
from pipeline.models import Application


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `happened_at` is None where nobody knows when.

    `order` settles entries of one moment. `kind` is that of a stage, or "note", "hold",
    "document". What `is_undone` was put right later.
    """

    happened_at: datetime | None
    title: str
    who: str = ""
    text: str = ""
    href: str = ""
    kind: str = "note"
    order: int = field(default=0)
    is_undone: bool = False


Chronicler = Callable[[Application, User], Iterable[Entry]]
"""Returns the entries that this user may see."""

CHRONICLERS: list[Chronicler] = []


def timeline_of(application: Application, user: User) -> list[Entry]:
    """Return what `user` may see of the history, the newest first; undated entries last."""
    entries = [
        _blind(entry, application) for tell in CHRONICLERS for entry in tell(application, user)
    ]
    dated = [entry for entry in entries if entry.happened_at]
    undated = [entry for entry in entries if not entry.happened_at]
    return [
        *sorted(dated, key=lambda entry: (entry.happened_at, entry.order), reverse=True),
        *sorted(undated, key=lambda entry: entry.order, reverse=True),
    ]


def _blind(entry, application):
    """Whatever a room tells of somebody who is hidden, it does not tell who it is."""
    if not is_hidden(application):
        return entry
    title, text = (blind_text(words, application) for words in (entry.title, entry.text))
    return replace(entry, title=title, text=text, href="")
