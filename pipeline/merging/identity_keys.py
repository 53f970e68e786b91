"""What a person is known by, brought to one form: addresses, numbers, and where they worked.

Pure: plain text in, plain text out. A blank answer means that the text identifies nobody.
"""

# ruff: noqa: SIM905 - words in lines, not a column of quotes

from __future__ import annotations

import re
import unicodedata

from pipeline.merging.country_codes import split_country

DOTLESS_DOMAINS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Where dots and what follows a plus do not count, and the domain that is meant.

Their provider says so and hands nobody an address that differs by dots alone. Others may:
there a.osei@ and aosei@ can be two people, so their addresses stay as they are.
"""

LONGEST = 500
FEWEST_DIGITS = 9
LONGEST_NAME, LONGEST_EMPLOYER, LONGEST_WORD = 160, 200, 60
MOST_WORDS, BEGINNING = 5, 3

_NO_DIGIT = re.compile(r"\D+")
_NO_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_LEGAL_FORMS = frozenset(
    "ab ag as asa bv co company corp corporation gmbh group holding inc incorporated kg kk limited"
    " llc llp ltd nv oy oyj plc pte pty sa sarl sas se spa srl the".split()
)


def email_key(email: str) -> str:
    """Return an address in the one form that all ways to write it have."""
    local, at, domain = email.strip().lower().rpartition("@")
    domain = domain.rstrip(".")
    if not (local and at and domain) or len(email) > LONGEST:
        return ""
    if domain in DOTLESS_DOMAINS:
        domain = DOTLESS_DOMAINS[domain]
        local = local.partition("+")[0].replace(".", "")
    return f"{local}@{domain}" if local else ""


def phone_key(phone: str) -> str:
    """Return "7-digit tail, country code, national number", as
    `pipeline.merging.twins` compares them.

    The code is blank where the number is written as at home. Blank where it has fewer than nine
    digits, or but one digit over and over.
    """
    text = phone.strip().replace("(0)", "")
    digits = _NO_DIGIT.sub("", text)
    if not FEWEST_DIGITS <= len(digits) <= 20:
        return ""
    is_abroad = text.startswith("+") or digits.startswith("00")
    country, number = split_country(digits.removeprefix("00")) if is_abroad else ("", digits)
    number = number.lstrip("0")
    if len(number) < 7 or len(set(number)) == 1:
        return ""
    return f"{number[-7:]} {country} {number}"


def fold(text: str) -> str:
    """Return lower-case words without accents and signs, to be likened to others."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", plain).strip()


def fold_employer(employer: str) -> str:
    """Return the words of an employer's name but for its legal form: "Acme GmbH" is "acme"."""
    words = fold(employer).split()
    telling = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(telling or words)


def name_keys(name: str, employer: str) -> list[str]:
    """Return "block | employer | name", one for each word of the name.

    A block is a word of the name and how the employer begins: names alike share a word, and only
    who shares a block is likened. None where either is missing, for a name is no identity.
    """
    who, where = fold(name)[:LONGEST_NAME].strip(), fold_employer(employer)[:LONGEST_EMPLOYER]
    if not (who and where.strip()):
        return []
    words = [word for word in who.split() if len(word) > 1] or [who]
    blocks = dict.fromkeys(word[:LONGEST_WORD] for word in words[:MOST_WORDS])
    return [f"{word} {where[:BEGINNING].strip()} | {where.strip()} | {who}" for word in blocks]


def name_and_employer(key: str) -> tuple[str, str]:
    """Return the folded name and employer of such a key."""
    _, where, who = key.split(" | ")
    return who, where
