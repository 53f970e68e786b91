"""The skills that a résumé lists."""

import re

from pipeline.resumes.headings import Section

MOST_SKILLS = 120
_LONGEST_SKILL = 60
_LABEL = re.compile(r"^[^:,;()]{2,45}:\s*")


def skills_of(sections: list[Section]) -> tuple[str, ...]:
    """Return what the sections about skills list, each once, in order; sentences are left out."""
    found: dict[str, str] = {}
    for section in sections:
        if section.kind == "skills":
            for line in _rejoined(section):
                for skill in re.split(r"[,;|•]\s*(?![^()]*\))|\s{2,}|\s/\s", _LABEL.sub("", line)):
                    skill = re.sub(r"\s*\((?:[^()]*(?:years?|months?)[^()]*)\)", "", skill).strip(
                        " .-–*"
                    )
                    if 1 <= len(skill) <= _LONGEST_SKILL and len(skill.split()) <= 6:
                        found.setdefault(skill.casefold(), skill)
    return tuple(found.values())[:MOST_SKILLS]


def _rejoined(section: Section) -> list[str]:
    """Return the lines of the section, with wrapped lists put together again."""
    whole: list[str] = []
    for line in section.lines:
        if whole and not line.is_bullet and not line.after_gap and not _LABEL.match(line.text):
            joint = " " if whole[-1].endswith((",", ";")) or line.text[:1].islower() else ", "
            whole[-1] += joint + line.text
        else:
            whole.append(line.text)
    return whole
