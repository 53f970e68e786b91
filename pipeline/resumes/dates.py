"""Dates and spans of time as people write them in résumés."""

import re
from dataclasses import dataclass

from pipeline.resumes.resume import PartialDate

_MONTHS = (
    "january jan janvier janv januar jänner",
    "february feb février fevrier févr fev februar",
    "march mar mars märz maerz mrz",
    "april apr avril avr",
    "may mai",
    "june jun juin juni",
    "july jul juillet juil juli",
    "august aug août aout",
    "september sept sep septembre",
    "october oct octobre oktober okt",
    "november nov novembre",
    "december dec décembre decembre déc dezember dez",
)
MONTH_NUMBERS = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}
_SEASONS = r"spring|summer|autumn|fall|winter|sommer|herbst|été|hiver|printemps|automne"

_MONTH = r"(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_NAMED = rf"(?:{_DAY}\s)?{_MONTH}(?:\s{_DAY},)?[\s,/\-–']{{0,3}}{_YEAR}"
_SHORT = rf"{_MONTH}\s?[\-–'’]\s?\d\d(?!\d)"
_ISO = rf"{_YEAR}[\-/.](?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)"
_NUMERIC = rf"(?:\d{{1,2}}[/.])?(?:0?[1-9]|1[0-2])\s?[/.\-]\s?{_YEAR}|{_ISO}"
_BRIEF = r"(?:0?[1-9]|1[0-2])/(?:\d{1,2}/)?\d\d(?![\d/])"
_SEASON = rf"(?:{_SEASONS})\s(?:of\s)?{_YEAR}"
_DATE = rf"(?:{_NAMED}|{_SHORT}|{_NUMERIC}|{_SEASON}|{_YEAR}(?!\d))"
_NOW = (
    r"(?:the\s)?(?:present(?:ly)?|current(?:ly)?|now|today|ongoing|(?:to|till)[\s-]?date|date|"
    r"heute|jetzt|aujourd['’]hui|présent|ce\sjour)\b"
)
_TO = r"\s*(?:[-–—‒−~→]+|\b(?:to|till|until|through|thru|up\sto|bis|à|au|jusqu['’]?(?:à|en))\b)\s*"

_RANGE = re.compile(
    rf"(?<![\w/.])(?:from\s|von\s|de\s)?(?:"
    rf"(?P<start>{_DATE}|{_BRIEF}){_TO}(?P<end>{_DATE}|{_BRIEF}|{_NOW}|'?\d\d(?![\d/%.]))"
    rf"|(?P<month>{_MONTH}){_TO}(?P<whole>{_NAMED}|{_SHORT})"
    rf"|(?:since|seit|depuis(?:\sle)?)\s(?P<since>{_DATE})"
    rf"|(?P<open>{_NAMED}|{_NUMERIC}|{_YEAR})\s?[-–—]\s?(?=$|[)\]|]))",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?<![\w/.$€£#-])(?P<start>{_DATE})(?![\w%])", re.IGNORECASE)
_DURATION = re.compile(
    r"\(?\b(?:\d{1,2}|one|two|three|four|five|six)\+?\s?(?:years?|yrs?|months?|mos?|weeks?)\b"
    r"(?:,?\s(?:and\s)?\d{1,2}\s?(?:months?|mos?))?\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """A time from `start` to `end`, and where it stands in its line: [`left`, `right`).

    `end` is None where it goes on; for a single date `is_range` is false and `end` is that date.
    """

    start: PartialDate | None
    end: PartialDate | None
    is_current: bool
    is_range: bool
    left: int
    right: int


def spans_in(line: str) -> list[Span]:
    """Return the spans that `line` names, in order; single dates only where there is no range."""
    ranges = [span for match in _RANGE.finditer(line) if (span := _range(match))]
    return ranges or [span for match in _SINGLE.finditer(line) if (span := _single(match))]


def partial_date(text: str) -> PartialDate | None:
    """Return the date that `text` names, or None: “Sept 2018”, “09/2018”, “2018-09-01”, “2018”."""
    text = text.strip()
    if full := re.search(_YEAR, text):
        rest = text[: full.start()] + " " + text[full.end() :]
        return PartialDate(int(full[0]), _month(rest, year_first=full.start() == 0))
    if short := re.search(r"(\d\d)$", text):
        return PartialDate(_century(int(short[1])), _month(text[: short.start()], year_first=False))
    return None


def is_duration(text: str) -> bool:
    """Whether `text` is nothing but a length of time: “2 years 10 months”."""
    return bool(_DURATION.search(text)) and not re.search(r"\w", _DURATION.sub("", text))


def without_durations(text: str) -> str:
    """Return `text` less the lengths of time in it."""
    return _DURATION.sub(" ", text)


def _range(match: re.Match[str]) -> Span | None:
    start, end, is_current = _ends_of(match)
    if start is None or (end is not None and _is_before(end, start)):
        return None
    return Span(start, end, is_current, True, *match.span())


def _ends_of(match: re.Match[str]) -> tuple[PartialDate | None, PartialDate | None, bool]:
    if alone := match["since"] or match["open"]:
        return partial_date(alone), None, True
    if match["whole"]:
        end = partial_date(match["whole"])
        month = MONTH_NUMBERS[match["month"].lower().rstrip(".")]
        return PartialDate(end.year, month) if end else None, end, False
    start = partial_date(match["start"])
    if re.fullmatch(_NOW, match["end"], re.IGNORECASE):
        return start, None, True
    end = partial_date(match["end"].lstrip("'"))
    return start, end, False


def _single(match: re.Match[str]) -> Span | None:
    date = partial_date(match["start"])
    return Span(date, date, False, False, *match.span()) if date else None


def _month(text: str, *, year_first: bool) -> int | None:
    """Return the month that is left in `text` when the year is taken out."""
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if word in MONTH_NUMBERS:
            return MONTH_NUMBERS[word]
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not numbers or re.search(r"[^\W\d_]", text):
        return None
    # A day stands after the month in ISO and American dates, before it in most others.
    likely = numbers[:1] if year_first or numbers[-1] > 12 else numbers[-1:]
    return likely[0] if 1 <= likely[0] <= 12 else None


def _century(year: int) -> int:
    return 2000 + year if year < 40 else 1900 + year


def _is_before(end: PartialDate, start: PartialDate) -> bool:
    if end.year == start.year and end.month and start.month:
        return end.month < start.month
    return end.year < start.year
