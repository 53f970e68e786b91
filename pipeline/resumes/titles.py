"""Telling job titles and employers by their words."""

import re

from pipeline.resumes.vocabulary import alternatives, words

_TITLE = re.compile(
    rf"(?<![\w])(?:(?:{alternatives('titles')})s?|internship|apprenticeship|traineeship|praktikum|stage)(?![\w])",
    re.IGNORECASE,
)
_AGENT = re.compile(r"(?<![\w])[^\W\d_]{3,}(?:er|or|ist|ian|eer)s?$", re.IGNORECASE)
"""One who does something: advertiser, subtitler, conservator."""
_NOT_AGENTS = words("not_agents")
_PROSE = re.compile(rf"\b(?:{alternatives('prose')})\b", re.IGNORECASE)
_SUFFIX = alternatives("legal_forms")
_EMPLOYER = re.compile(rf"(?<![\w])(?:{alternatives('organisations')})(?![\w])", re.IGNORECASE)
_LEGAL_FORM = re.compile(rf"[\s,(](?:{_SUFFIX})\.?\)?(?=$|[\s,)(-])", re.IGNORECASE)
_BARE_SUFFIX = re.compile(rf"(?:{_SUFFIX})\.?(?:\s(?:{_SUFFIX})\.?)*", re.IGNORECASE)
_LONGEST_TITLE_WORDS = 10


def is_title(text: str) -> bool:
    """Whether `text` reads as a job title: short, with a word for who somebody is at work."""
    count = len(text.split())
    if not 0 < count <= _LONGEST_TITLE_WORDS or has_legal_form(text):
        return False
    return bool(_TITLE.search(text)) and not _PROSE.search(text)


def is_agent(text: str) -> bool:
    """Whether `text` ends as words for people do: a weaker sign, for “Miller” is a name too."""
    last = text.split()[-1]
    likely = len(text.split()) <= 4 and last.lower() not in _NOT_AGENTS
    return likely and bool(_AGENT.fullmatch(last))


def is_employer(text: str) -> bool:
    """Whether `text` reads as the name of an organisation by one of its words."""
    return has_legal_form(text) or bool(_EMPLOYER.search(text))


def has_legal_form(text: str) -> bool:
    """Whether the name carries the form of a company: Ltd, Inc., GmbH."""
    return bool(_LEGAL_FORM.search(text))


def is_bare_legal_form(text: str) -> bool:
    """Whether `text` is only such a form: the “Inc.” after a comma."""
    return bool(_BARE_SUFFIX.fullmatch(text.strip()))


def is_prose(text: str) -> bool:
    """Whether `text` reads as part of a sentence rather than a name or a title."""
    return len(_PROSE.findall(text)) > 0
