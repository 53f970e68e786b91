"""What a person is shown of their chat: never the whole address, which is a secret."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from config.accounts.models import User
from config.records.hooks import are_hooks_offered
from pipeline.models import ChatHook
from pipeline.notices.chats import posts_of


@dataclass(frozen=True)
class ChatState:
    """Whether a chat is offered, and how that of one person does; `host` is blank without one.

    `problem` says why the last post was not taken; `failed_at` is when the chat was switched off.
    """

    is_offered: bool
    host: str = ""
    is_waiting: bool = False
    sent_at: datetime | None = None
    problem: str = ""
    failed_at: datetime | None = None


def chat_state(person: User) -> ChatState:
    """Return how the chat of `person` does (two queries; none where none is offered)."""
    if not are_hooks_offered():
        return ChatState(is_offered=False)
    hook = ChatHook.objects.filter(person=person).first()
    if hook is None:
        return ChatState(is_offered=True)
    last = posts_of(hook).filter(cancelled_at=None).first()
    return ChatState(
        is_offered=True,
        host=urlsplit(hook.url).hostname or "",
        is_waiting=bool(last and not last.sent_at and not last.given_up_at),
        sent_at=last.sent_at if last else None,
        problem=hook.last_error,
        failed_at=hook.failed_at,
    )
