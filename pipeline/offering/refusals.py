"""Why an offer stays as it is: sentences for the person who tried."""

from pipeline.closing_briefs import say_parts


class IllegalOffer(Exception):
    """A step an offer does not allow; its text is a sentence for the person who tried."""


class IncompleteBrief(IllegalOffer):
    """The closing brief lacks the parts in `missing`, so that the offer cannot go out yet."""

    def __init__(self, missing):
        super().__init__(
            f"Before the offer goes out, the closing brief has to say: {say_parts(missing)}."
        )
        self.missing = missing


class UnapprovedOffer(IllegalOffer):
    """Approvals that the offer needs do not stand."""


class UnwritableLetter(IllegalOffer):
    """The letter cannot be written: a field is unfilled, or a character has no picture."""


class NoSeatLeft(IllegalOffer):
    """Every seat of the opening is taken."""

    def __init__(self, opening):
        super().__init__(
            f"Every seat of {opening} is filled. Raise its headcount, then accept this offer."
        )


class StaleOffer(Exception):
    """Somebody was faster; `offer` is as they left it."""

    def __init__(self, offer):
        super().__init__("Somebody else has changed this offer meanwhile. Look at it again.")
        self.offer = offer
