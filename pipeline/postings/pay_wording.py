"""Whether pay is said: two amounts in a text or in the fields, or words that stand for none."""

import re
from typing import NamedTuple

from pipeline.postings.posting import Posting, SectionKind
from pipeline.postings.rule_tables import phrases
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import Span

ABSURD, WIDE = 10, 2
_CODE = r"\b(?:USD|EUR|GBP|CAD|CHF|INR)\b"
_SIGN = rf"(?:(?:{_CODE}\s?|\bUSD|\bUS|\bCA|\bA)?[$€£₹¥]|{_CODE})"
_AMOUNT = r"\d[\d,.'’]*(?:\s\d{3}\b)*(?:,\d\d)?(?:\s?[kKmM]\b)?"
_UNIT = r"(?:hour|hr|year|yr|annum|month|week|day)\b\.?"
_PER = rf"(?:\s?(?:(?:/|per|an?)\s?{_UNIT}|annually|yearly|hourly|USD|EUR|base))?"
_TO = r"\s*(?:[-–—~]+|to|and|through|up to|bis)\s*"
_APART = r"[\s\S]{0,40}?\b(?:up to|maximum|max)\b\W{0,3}"
_ANY_SIGN = re.compile(r"[$€£₹¥]|\b(?:USD|EUR|GBP|CAD|CHF|INR)\b", re.IGNORECASE)
_BEFORE, _AFTER = 40, 120
_RANGE = re.compile(
    rf"{_SIGN}\s?{_AMOUNT}{_PER}(?:{_TO}{_SIGN}?|{_APART}{_SIGN})\s?{_AMOUNT}"
    rf"|\b{_AMOUNT}{_TO}{_AMOUNT}\s?{_SIGN}",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"(?:\bup to|\bfrom|\bstarting (?:at|from)|\bat least|\bminimum(?: of)?)\s{_SIGN}\s?{_AMOUNT}"
    rf"|{_SIGN}\s?{_AMOUNT}\s?(?:\+|and up\b|or more\b|plus\b)",
    re.IGNORECASE,
)


class Pay(NamedTuple):
    """`is_said` where a low and a high end stand somewhere; else the words that say no range."""

    is_said: bool
    section: Section
    vague: Span | None = None


def read_pay(reading: Reading) -> Pay:
    section = reading.section(SectionKind.PAY)
    posting = reading.posting
    if posting.pay_low is not None or posting.pay_high is not None:
        return Pay(is_range(posting.pay_low, posting.pay_high), section)
    if any(says_range(each.text) for each in reading.sections):
        return Pay(True, section)
    return Pay(False, section, _vague_span(section))


def is_range(low: int | None, high: int | None) -> bool:
    """A range has two ends, above nothing, in order, and is not so wide that it says nothing."""
    return low is not None and high is not None and 0 < low <= high < ABSURD * low


def is_wide(posting: Posting) -> bool:
    low, high = posting.pay_low, posting.pay_high
    return low is not None and high is not None and is_range(low, high) and high > WIDE * low


def says_range(text: str) -> bool:
    """Say whether two amounts with a currency stand together, searched only around its signs."""
    return any(
        _RANGE.search(text, max(0, sign.start() - _BEFORE), sign.end() + _AFTER)
        for sign in _ANY_SIGN.finditer(text)
    )


def _vague_span(section: Section) -> Span | None:
    opened = _OPEN.search(section.text)
    if opened:
        return Span(*opened.span())
    words = next(iter(section.find(phrases("no_range"))), None)
    return words.span if words else None
