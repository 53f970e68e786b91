"""How much one may do on a candidate's page within an hour. Counted by the rows that it leaves."""

from datetime import datetime, timedelta

from django.utils import timezone

HOUR = timedelta(hours=1)


class TooMuch(Exception):
    """So much came within an hour that this was not done; its text is a sentence."""

    def __init__(self):
        super().__init__("That was a lot within an hour. Please try again later, or write to us.")


def hour_ago() -> datetime:
    return timezone.now() - HOUR


def check_limit(rows, most: int) -> None:
    """Raise TooMuch where `rows`, those of the last hour, are `most` already."""
    if rows.count() >= most:
        raise TooMuch
