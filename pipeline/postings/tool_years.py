"""Years asked of a tool, against the years for which it could be used at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pipeline.framework.tools import FILE
from pipeline.postings.findings import Finding, Severity, find_at
from pipeline.postings.laws import join_words
from pipeline.postings.posting import SectionKind
from pipeline.postings.rule_tables import read_yaml
from pipeline.postings.sections import Reading, Section
from pipeline.postings.spans import Span
from pipeline.postings.words import Found, PhraseBook

_COUNTED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTED |= {"eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15}
YEARS = re.compile(
    rf"\b(?P<years>\d{{1,2}}|{'|'.join(_COUNTED)})(?:\s?\(\d+\))?\s?(?:\+|plus|or more)?"
    r"(?:\s?(?:[-–—]|to)\s?\d{1,2})?\s?\+?\s?(?:years?|yrs?)\b['’]?",
    re.IGNORECASE,
)
_FILLING = (
    "of|in|with|using|on|at|as|an?|the|your|or|and|more|least|hands|professional|practical|industry|"
    "commercial|production|proven|solid|strong|deep|relevant|recent|prior|experience|expertise|"
    "experienced|work|working|building|developing|programming|coding|deploying|designing|writing|"
    "running|operating|training|models?|applications?|systems?|services?|pipelines?|frameworks?|"
    r"tools?|libraries|platforms?|LLM|ML|deep learning|machine learning|such|like|including|e\.g\."
)
_BETWEEN = re.compile(rf"(?:[\s:,–—(-]|\b(?:{_FILLING})(?!\w))*", re.IGNORECASE)
_YEAR_WORD = re.compile(r"years?|yrs?", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[,/&|]|\band\b|\bor\b|,\s*(?:and|or)\b)\s*", re.IGNORECASE)
_BACKWARD = re.compile(
    r"\s*(?:[:–—(-]\s*|\bfor\s+|\bwith\s+)(?:at least |minimum |min\.? |over )?$", re.IGNORECASE
)
_CHOICE = re.compile(r"\bor\b|/|\bsuch as\b|\blike\b|e\.g\.|\bincluding\b", re.IGNORECASE)


@dataclass(frozen=True)
class Tool:
    """`said` is its date in words, and what that date refers to."""

    name: str
    since: date
    said: str

    def months_old(self, today: date) -> int:
        return (today.year - self.since.year) * 12 + today.month - self.since.month

    def is_younger(self, years: int, today: date) -> bool:
        """Say whether nobody can have used it for so many years; the month of release counts."""
        return years * 12 > self.months_old(today) + 1


def find_tool_years(reading: Reading) -> Iterator[Finding]:
    """Yield each demand for more years of a tool than it has existed."""
    for section in reading.everything:
        if section.kind is SectionKind.ABOUT:
            continue
        matches = find_years(section)
        tools = section.find(tools_by_name()) if matches else []
        for match in matches:
            yield from _judge(section, match, tools, reading.today)


def find_years(section: Section) -> list[re.Match[str]]:
    """Return each number of years in a section, which most do not have."""
    if not _YEAR_WORD.search(section.text):
        return []
    return list(YEARS.finditer(section.text))


def count_years(match: re.Match[str]) -> int:
    """Return the least number of years that a match of `YEARS` asks for."""
    said = match["years"].lower()
    return _COUNTED[said] if said in _COUNTED else int(said)


def _judge(
    section: Section, match: re.Match[str], tools: list[Found[Tool]], today: date
) -> Iterator[Finding]:
    years = count_years(match)
    named = _tools_after(section, match.end(), tools) or _tools_before(
        section, match.start(), tools
    )
    young = [found for found in named if found.entry.is_younger(years, today)]
    if not young:
        return
    span = Span(min(match.start(), named[0].span.start), max(match.end(), named[-1].span.end))
    if len(young) < len(named) and _CHOICE.search(section.text, *span):
        return
    yield _describe(section, span, years, [found.entry for found in young])


def _describe(section: Section, span: Span, years: int, tools: list[Tool]) -> Finding:
    ages = join_words([f"{tool.name} came out in {tool.said}" for tool in tools])
    return find_at(
        section,
        span,
        rule="tool-years",
        severity=Severity.WARNING,
        sentence=f"Nobody can have {years} years of it yet: {ages}.",
        mend="Ask for what the person has built with it, or for fewer years.",
    )


def _tools_after(section: Section, start: int, tools: list[Found[Tool]]) -> list[Found[Tool]]:
    """Return the tools listed right after the years, with only words of no weight between."""
    begins = _BETWEEN.match(section.text, start)
    place = begins.end() if begins else start
    end = section.sentence_at(start).end
    return _list_from(section, place, [found for found in tools if place <= found.span.start < end])


def _list_from(section: Section, place: int, tools: list[Found[Tool]]) -> list[Found[Tool]]:
    """Return those of `tools` that stand in one list, the first of them at `place`."""
    named: list[Found[Tool]] = []
    for found in tools:
        gap = section.text[place : found.span.start]
        if gap and not (named and _LISTED.fullmatch(gap)):
            break
        named.append(found)
        place = found.span.end
    return named


def _tools_before(section: Section, start: int, tools: list[Found[Tool]]) -> list[Found[Tool]]:
    """Return the tool in "PyTorch (5+ years)" or "PyTorch: 5 years"."""
    for found in tools:
        if found.span.end <= start and _BACKWARD.fullmatch(section.text, found.span.end, start):
            return [found]
    return []


@cache
def tools_by_name() -> PhraseBook[Tool]:
    """Return the dated tools by each of their names."""
    pairs = []
    for row in read_yaml(FILE)["tools"]:
        tool = _read_tool(row)
        pairs += [(name, tool) for name in (row["name"], *row.get("also", ()))]
    return PhraseBook(pairs)


def _read_tool(row: dict[str, Any]) -> Tool:
    """Read a row; without a month it counts from January."""
    since = date(row["since"], row.get("month", 1), 1)
    month = f"{since:%B %Y}" if "month" in row else str(since.year)
    return Tool(row["name"], since, f"{month} ({row['source']})")
