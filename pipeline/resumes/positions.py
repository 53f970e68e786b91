"""From the head of an entry to employer and title."""

import re
from dataclasses import dataclass

from pipeline.resumes.places import is_place, split_place
from pipeline.resumes.titles import (
    has_legal_form,
    is_agent,
    is_bare_legal_form,
    is_employer,
    is_prose,
    is_title,
)
from pipeline.resumes.vocabulary import alternatives

_STRONG = re.compile(
    r"\s+[|•·–—-]+\s+|\s*\|\s*|\s+-\s*$|\s+@\s+|\s{3,}|\t+|–|—|\s*;\s+|:\s+|-\s+(?=[A-Z])"
)
_AT = re.compile(
    r"^(?P<title>.+?)\s(?:at|with|@|in|for|bei|chez)\s(?P<employer>(?:the\s)?[A-Z0-9À-Þ].*)$"
)
_TITLE_LABEL = re.compile(
    r"^(?:job\s?title|title|role|position|designation|post)(?:\s?held)?\s?(?::|[–-]\s)\s*",
    re.IGNORECASE,
)
_EMPLOYER_LABEL = re.compile(
    r"^(?:company|employer|organi[sz]ation|firm|institution)(?:\sname)?\s?(?::|[–-]\s)\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\(?\d{1,2}[.)]?\s+|(?:duration|period|dates?|tenure|from)\b\s*(?:[:|–-]\s*|$))+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(rf"(?:job |project |work )?(?:{alternatives('form_labels')})", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\((?P<within>[^()]*)\)")


@dataclass(frozen=True)
class Position:
    """Employer and title of one entry, and how far words, rather than order, told them apart."""

    employer: str = ""
    title: str = ""
    certainty: int = 0
    title_first: bool | None = None


@dataclass(frozen=True)
class _Part:
    text: str
    kind: str  # title, employer, unknown
    line: int


def position_of(lines: tuple[str, ...], *, title_first: bool = True) -> Position:
    """Return what a head of some lines says.

    `title_first` settles the order of two parts where no word of theirs does.
    """
    parts = [part for at, line in enumerate(lines) for part in _parts(line, at)]
    unknown = [part for part in parts if part.kind == "unknown"]
    title = next((part for part in parts if part.kind == "title"), None)
    title = title or next((part for part in unknown if is_agent(part.text)), None)
    unknown = [part for part in unknown if part is not title]
    employer = next((part for part in parts if part.kind == "employer"), None)
    if employer is None and title is not None and unknown:
        employer = min(unknown, key=lambda part: (abs(part.line - title.line), parts.index(part)))
    elif title is None and employer is not None and unknown:
        title = _plausible_title(unknown, employer, parts, title_first)
    elif title is None and employer is None and len(unknown) >= 2:
        first, second = unknown[:2]
        title, employer = (first, second) if title_first else (second, first)
    elif title is None and employer is None and unknown:
        employer = unknown[0]
    return _position(parts, employer, title)


def _plausible_title(
    unknown: list[_Part], employer: _Part, parts: list[_Part], title_first: bool
) -> _Part | None:
    """A title no word gives away stands where the titles of this résumé stand."""
    at = parts.index(employer)
    return next((part for part in unknown if (parts.index(part) < at) == title_first), None)


def _position(parts: list[_Part], employer: _Part | None, title: _Part | None) -> Position:
    certainty = sum(
        3 if part.kind != "unknown" else 1 for part in (employer, title) if part is not None
    )
    order = None
    if employer and title and "title" in (title.kind, employer.kind):
        order = parts.index(title) < parts.index(employer)
    return Position(
        employer.text if employer else "", title.text if title else "", certainty, order
    )


def _parts(line: str, at: int) -> list[_Part]:
    line = _NUMBER.sub("", line).rstrip(" :")
    if label := _TITLE_LABEL.match(line):
        return [_Part(_tidy(line[label.end() :]), "title", at)]
    if label := _EMPLOYER_LABEL.match(line):
        return [_Part(_without_place(_tidy(line[label.end() :])), "employer", at)]
    found = []
    for strong in _STRONG.split(line):
        for text in _by_commas(_tidy(strong)):
            kind = _kind(text)
            if _is_name(text) and not is_place(text) and not (kind == "unknown" and is_prose(text)):
                found.append(_Part(text, kind, at))
    return _with_at(found, at)


def _is_name(text: str) -> bool:
    """Whether a part can name anything: letters for the most part, and no label of a form."""
    letters = sum(character.isalpha() for character in text)
    return letters >= 2 and letters * 2 >= len(text) and not _NO_NAME.fullmatch(text)


def _with_at(parts: list[_Part], at: int) -> list[_Part]:
    """Take “Developer at Acme” apart."""
    whole = []
    for part in parts:
        match = _AT.match(part.text)
        if match and is_title(match["title"]) and not has_legal_form(match["title"]):
            whole.append(_Part(_tidy(match["title"]), "title", at))
            whole.append(_Part(_without_place(_tidy(match["employer"])), "employer", at))
        else:
            whole.append(part)
    return whole


def _by_commas(text: str) -> list[str]:
    """Split at commas, keeping “Acme, Inc.” and dropping places whole."""
    if is_place(text):
        return []
    text, _place = split_place(text)
    pieces: list[str] = []
    for piece in re.split(r",\s+", text):
        if pieces and (is_bare_legal_form(piece) or _continues(pieces[-1], piece)):
            pieces[-1] = f"{pieces[-1]}, {piece.strip()}"
        else:
            pieces.append(piece.strip())
    return [_tidy(piece) for piece in pieces]


def _continues(before: str, piece: str) -> bool:
    """“Director, Software Engineering and Data” is one title; “Smith, Jones & Co” one employer."""
    return bool(re.match(r"(?:&|and)\s", piece)) or (
        bool(re.fullmatch(r"(?:Vice President|VP|Director|Head|Manager|Professor)", before))
        and not is_employer(piece)
    )


def _kind(text: str) -> str:
    if has_legal_form(text):
        return "employer"
    if is_title(text):
        return "employer" if _ends_as_employer(text) else "title"
    return "employer" if is_employer(text) and not is_prose(text) else "unknown"


def _ends_as_employer(text: str) -> bool:
    """“Managers Academy” is a school, whatever words stand before."""
    return is_employer(text.split()[-1]) and not is_title(text.split()[-1])


def _without_place(text: str) -> str:
    return split_place(text)[0].strip(" ,")


def _tidy(text: str) -> str:
    text = _BRACKETED.sub(lambda found: found[0] if _belongs(found["within"]) else " ", text)
    text = re.sub(r"\s+", " ", text).strip(' ,;:|–—-*•"“”').removesuffix("(").strip()
    return re.sub(r"(?<=[^\W\d_]{5})\.$", "", text)


def _belongs(within: str) -> bool:
    """A short acronym in brackets is part of a name; dates, places and remarks are not."""
    return bool(re.fullmatch(r"[A-Z&]{2,8}|India|UK|USA?", within))
