"""What a mail provider says of mail that left: delivered, or bounced."""

from config.records.audit import acting
from config.tenancy.marks import companies_marked
from config.tenancy.schemas import inside
from pipeline.mailing.arriving import OUR_ID, BelongsToNobody
from pipeline.mailing.delivery import note_bounced, note_delivered
from pipeline.mailing.incoming import storable
from pipeline.models import Message
from pipeline.models.messages import Direction

PROVIDER = "mail"
LONGEST_ID = 300


class UnknownNews(Exception):
    """What was said cannot be read; the text is a sentence."""


def note_news(said: dict) -> None:
    """Note {"type": "delivered" or "bounced", "message_id": …, "reason": …} on its message.

    Raises UnknownNews, and BelongsToNobody where there is no such message.
    """
    kind, key, reason = (said.get(name, "") for name in ("type", "message_id", "reason"))
    is_text = all(isinstance(each, str) for each in (kind, key, reason))
    if not is_text or kind not in {"delivered", "bounced"} or not 0 < len(key) <= LONGEST_ID:
        raise UnknownNews("Send “raw”; or “type”, delivered or bounced, and “message_id”.")
    key = f"<{storable(key).strip('<> ')}>"
    for company in (company for mark in OUR_ID.findall(key) for company in companies_marked(mark)):
        with inside(company), acting(PROVIDER):
            sent = Message.objects.filter(headers_id=key, direction=Direction.OUT)
            message = sent.select_related("thread__candidate", "author").first()
            if message and kind == "delivered":
                note_delivered(message)
            elif message:
                note_bounced(message, storable(reason) or "It could not be delivered.")
            if message:
                return
    raise BelongsToNobody
