"""Country codes of telephone numbers (ITU-T E.164, list of 2016): where the code ends."""

# ruff: noqa: SIM905 - words in lines, not a column of quotes

ONE_DIGIT = frozenset("17")
TWO_DIGITS = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64"
    " 65 66 81 82 84 86 90 91 92 93 94 95 98".split()
)


def split_country(digits: str) -> tuple[str, str]:
    """Return the country code of an international number, and the rest of it."""
    if digits[:1] in ONE_DIGIT:
        length = 1
    elif digits[:2] in TWO_DIGITS:
        length = 2
    else:
        length = 3
    return digits[:length], digits[length:]
