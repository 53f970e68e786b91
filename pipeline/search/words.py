"""Words of texts and of questions: both are read here, so that they meet.

Case and accents do not matter: Gödel is found by godel, Łódź by lodz, Weiß by weiss. What a
hyphen, dot or apostrophe joins is found whole and in parts: node.js by nodejs, node and js.
No word is reduced to a stem: names have none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 80
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]+"
RAW = re.compile(rf"[{_IDEOGRAPHS}]|{_LETTERS}(?:[.'’@_\-‐‑]{_LETTERS})*(?:\+\+|#)?")
_JOINTS = re.compile(r"[.'’@_\-‐‑]")
_UNSAFE = re.compile(r"[^\w+#@.]|_")
_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_DIGITS = re.compile(r"\d")
SHORTEST_PHONE, LONGEST_PHONE = 7, 9


class Reading(NamedTuple):
    """A stretch of text as words: its parts, one after the other, and the whole they make.

    `whole` is blank where there is one part, which is the whole.
    """

    parts: tuple[str, ...]
    whole: str


def tidy(text: str) -> str:
    """Return `text` with letters and their accents composed: as `RAW` finds words in it."""
    return unicodedata.normalize("NFC", text)


def readings_in(text: str) -> list[Reading]:
    """Return how each word of any text reads, in order; one that folds to nothing has no parts."""
    return [read(raw) for raw in RAW.findall(tidy(text))]


@lru_cache(maxsize=200_000)
def read(raw: str) -> Reading:
    """Return the words that one stretch of letters, digits and joints is found by."""
    if raw.isascii() and raw.isalnum():
        return Reading((raw.lower()[:LONGEST_WORD],), "")
    parts = tuple(part for piece in _JOINTS.split(raw) if (part := fold(piece)))
    if len(parts) < 2:
        return Reading(parts, "")
    if "@" in raw:
        return Reading(parts, fold(raw))
    whole = "".join(parts)
    return Reading(parts, "" if whole.isdigit() else whole[:LONGEST_WORD])


def fold(text: str) -> str:
    """Return `text` without case, accents and anything that is no letter, digit or + # @ dot."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_OTHER_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _UNSAFE.sub("", plain.casefold())[:LONGEST_WORD]


def phone_words(phone: str) -> list[str]:
    """Return what a phone number is found by: its last digits, however it is prefixed."""
    digits = "".join(_DIGITS.findall(phone))
    most = min(len(digits), LONGEST_PHONE)
    return [phone_word(digits, length) for length in range(SHORTEST_PHONE, most + 1)]


def phone_word(digits: str, length: int = LONGEST_PHONE) -> str:
    """Return the word for the last `length` of some digits; no text has such a word."""
    return f"#{digits[-length:]}"
