"""Telling places from employers and titles."""

import re

from pipeline.resumes.titles import is_employer
from pipeline.resumes.vocabulary import alternatives

_WORD = r"[^\W\d_][\w'’.\-]*"
_TOWN = rf"{_WORD}(?:\s{_WORD}){{0,3}}"
_KNOWN = rf"(?:{'|'.join(map(alternatives, ('countries', 'regions', 'cities')))})"
_CODE = rf"(?:{alternatives('states')})"
_AREA = rf"(?:{_CODE}|(?i:{alternatives('countries')}|{alternatives('regions')}))"
_POSTCODE = r"(?:\s\d{4,6}(?:-\d{4})?)?"
_PLACE = re.compile(
    rf"(?:(?i:{_KNOWN}){_POSTCODE}"
    rf"|(?=[A-ZÀ-ÞĀ-Ž]){_TOWN},\s?{_AREA}{_POSTCODE}(?:,\s?{_AREA})?)"
)
_REMOTE = re.compile(r"(?i:(?:fully\s)?remote|hybrid|on-?site|work from home|home office)")
_ENDING = re.compile(
    rf"[\s,(–—-]+(?P<place>(?:[A-ZÀ-Þ][\w'’.\-]*(?:\s[A-ZÀ-Þ][\w'’.\-]*){{0,2}},\s?)?"
    rf"(?:{_CODE}|(?i:{_KNOWN})){_POSTCODE})\)?\.?\s*$"
)


def is_place(text: str) -> bool:
    """Whether `text` is a place and nothing else: “Santa Clara, CA”, “London”, “Remote”."""
    text = text.strip(" .,;|()–—-")
    if not re.search(r"[^\W\d_]", text) or len(text) > 60:
        return False
    parts = [part.strip() for part in re.split(r"\s?[/|•]\s?|\sand\s|\s[–-]\s", text)]
    return all(_is_one_place(part) for part in parts if part)


def _is_one_place(text: str) -> bool:
    if open_bracket := re.fullmatch(r"(.+?)\s?\((.+?)\)?", text):
        return all(_is_one_place(part) for part in open_bracket.groups())
    if is_employer(f" {text.split(',')[0]}".split(" ")[-1]):
        return False  # “Harbour University, MA”
    return bool(_PLACE.fullmatch(text) or _REMOTE.fullmatch(text))


def split_place(text: str) -> tuple[str, str]:
    """Return `text` less the place it ends with, and that place; “” where it ends with none."""
    match = _ENDING.search(text)
    if match is None or not text[: match.start()].strip():
        return text, ""
    return text[: match.start()].strip(), match["place"]


def find_place(text: str) -> str:
    """Return the first place with its state or country within `text`, or “”."""
    town = r"[A-ZÀ-Þ][\w'’.\-]*(?:\s[A-ZÀ-ÞĀ-Ž][\w'’.\-]*){0,2}"
    found = re.search(rf"{town},\s?(?:{_CODE}\b|(?i:{_KNOWN})\b)", text)
    return found[0] if found else ""
