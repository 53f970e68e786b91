"""Why offers are declined: a usual reason from the company's list, and one's own words.

They are kept in one sentence, "Pay: it is below what I have", from which reports read the usual
reason again.
"""

from collections.abc import Sequence

from pipeline.models import Offer, Reason
from pipeline.models.reasons import ReasonKind

LONGEST = Offer._meta.get_field("decline_reason").max_length
BETWEEN = ": "


def usual_reasons() -> list[str]:
    """Return the company's usual reasons for declining, in order (one query)."""
    return list(Reason.objects.filter(kind=ReasonKind.DECLINE).values_list("text", flat=True))


def say_reason(usual: str, words: str) -> str:
    """Put a usual reason and own words together; either may be blank. Cut where too long."""
    parts = [usual.strip(), " ".join(words.split())]
    return BETWEEN.join(part for part in parts if part)[:LONGEST].strip()


def usual_of(reason: str, usual: Sequence[str]) -> str:
    """Return which of the `usual` reasons a kept one begins with; "" where it is another.

    Of two that fit, the longer one: "Pay: bonus" is not "Pay".
    """
    fits = [each for each in usual if reason == each or reason.startswith(each + BETWEEN)]
    return max(fits, key=len, default="")
