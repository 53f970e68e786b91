"""How old a figure is, in the words that suit."""

from datetime import date

MONTH = 30.4375
"""Days of an average month."""
IN_DAYS = 60


def say_age(as_of: date, day: date) -> str:
    """Say how old something of `as_of` is on `day`: "12 days old", "5 months old"."""
    days = max(0, (day - as_of).days)
    if days == 0:
        return "of today"
    if days < IN_DAYS:
        return f"{days} day{'' if days == 1 else 's'} old"
    return f"{days / MONTH:.0f} months old"
