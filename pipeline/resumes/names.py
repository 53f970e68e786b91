"""The name of the person."""

import re
from itertools import pairwise

from pipeline.resumes.headings import heading_in, unspaced
from pipeline.resumes.lines import Line
from pipeline.resumes.places import find_place, is_place
from pipeline.resumes.titles import is_employer, is_title
from pipeline.resumes.vocabulary import words

_DEPTH, _LABEL_DEPTH = 14, 40
_LABEL = re.compile(r"^(?:full\s)?name\s*[:–-]\s*", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:(?:the\s)?(?:resume|résumé|curriculum vitae|c\.?v\.?|lebenslauf|bio-?data)\b"
    r"(?:\s(?:of|for|–|-)\s|\s?[:|–-]\s?|\s+)?|(?:mr|mrs|ms|miss|dr|prof|er)\.?\s)+",
    re.IGNORECASE,
)
_LETTERS_AFTER = re.compile(
    r"[,\s(]+(?:ph\.?\s?d|m\.?d|mba|cpa|pmp|cfa|esq|jr|sr|ii|iii|b\.?sc|m\.?sc|b\.?tech|m\.?tech|mca|"
    r"bca|b\.?e|m\.?s|r\.?n|phr|sphr|cissp|dipl\.-ing|he/him|she/her|they/them)\b\.?\)?",
    re.IGNORECASE,
)
_PARTICLES = words("name_particles")
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.?(?:\s?[^\W\d_]\.)*|[^\W\d_][^\W\d_'’.\-]*(?:['’\-][^\W\d_]+)*)\.?,?"
)
_NOT_NAMES = words("not_names")


def find_name(head: list[Line]) -> str:
    """Return the name among the first lines of a résumé, or “”.

    A name in capitals throughout comes back in ordinary case.
    """
    for line, following in pairwise([*head[:_LABEL_DEPTH], Line("")]):
        if label := _LABEL.match(line.text):
            written = line.text[label.end() :] or following.text
            if name := _as_name(re.split(r"\s{2,}|\s\|", written)[0], fewest=1):
                return name
    for line in head[:_DEPTH]:
        for cell in _cells(line):
            for text in (cell, _before_address(cell), _before_title(cell)):
                if name := _as_name(text, fewest=2):
                    return name
    return ""


def _cells(line: Line) -> list[str]:
    if heading_in(line)[0]:
        return []
    text = unspaced(line.text)
    return [cell for cell in re.split(r"\s*[|•·●]\s*|\s{2,}|\t|\s[–—-]\s|;", text) if cell]


def _before_address(text: str) -> str:
    """Return what stands before the number of a house or a phone, or before an e-mail address."""
    before = re.match(r"([^\d@]+?),?\s+(?:\(?\+?\d|\S+@)", text)
    return before[1] if before else ""


def _before_title(text: str) -> str:
    """Return the first words of “Maren Lind Software Engineer”, where the rest is a title."""
    tokens = text.split()
    for count in (3, 2):
        first, rest = " ".join(tokens[:count]), " ".join(tokens[count:])
        if len(tokens) > count + 1 and is_title(rest) and not is_title(first):
            return first
    return ""


def _as_name(text: str, *, fewest: int) -> str:
    text = re.sub(r"\s*[(\"“][^()\"“”]{1,20}[)\"”]", "", text)
    text = _LEADS.sub("", text.strip(' "“”*#_,.:'))
    text = _LETTERS_AFTER.sub("", text).strip(" ,.()")
    first, comma, rest = text.partition(",")
    if comma and len(first.split()) > 1:
        text, comma = first, ""  # what follows a whole name is its degrees
    tokens = f"{rest} {first}".split() if comma else text.split()
    if not fewest <= len(tokens) <= 5 or len(text) > 60:
        return ""
    if not all(map(_is_name_token, tokens)) or tokens[-1].lower() in _PARTICLES:
        return ""
    if is_title(text) or is_employer(text) or is_place(text) or find_place(text):
        return ""
    if any(len(token.strip(".")) > 1 for token in tokens):
        return _in_ordinary_case(" ".join(tokens))
    return ""


def _is_name_token(token: str) -> bool:
    if token.lower().strip(".") in _NOT_NAMES:
        return False
    if token in _PARTICLES:
        return True
    return bool(_TOKEN.fullmatch(token)) and (token[0].isupper() or not token[0].islower())


def _in_ordinary_case(name: str) -> str:
    if name.upper() != name:
        return name
    words = (word if len(word.strip(".")) == 1 else word.title() for word in name.split())
    return re.sub(r"(?<=['’])S\b", "s", " ".join(words))
