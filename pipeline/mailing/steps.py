"""What somebody may do with a message that waits. One that tells of a decision follows it."""

from pipeline.mailing import sending
from pipeline.mailing.sending import Unsendable
from pipeline.models import Message, MessageKind

BOUND = frozenset({MessageKind.OFFER, MessageKind.REJECTION})
FOLLOWS = "This message tells of a decision. Undo the decision, and it does not leave."
TOO_LATE = "This message has left, or was taken back."


def is_bound(message: Message) -> bool:
    """Say whether `message` tells of a decision, and so leaves or stays together with it."""
    return message.decision is not None and message.kind in BOUND


def check_free(message: Message) -> None:
    """Raise Unsendable where `message` follows a decision."""
    if is_bound(message):
        raise Unsendable(FOLLOWS)


def recall(message: Message, *, by) -> None:
    """Keep a message from leaving. Raises Unsendable where it has left, or follows a decision."""
    check_free(message)
    if not sending.take_back(message, by=by):
        raise Unsendable(TOO_LATE)


def hasten(message: Message, *, by) -> None:
    """Let a message leave now. Raises as `recall`."""
    check_free(message)
    if not sending.send_now(message, by=by):
        raise Unsendable(TOO_LATE)
