"""A job description as its sections, free of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SectionKind(StrEnum):
    """What a section of a posting tells a candidate, in the order in which they stand."""

    PROBLEM = "problem"
    STACK = "stack"
    SENIORITY = "seniority"
    FIRST_DAY = "first_day"
    REQUIRED = "required"
    NICE = "nice"
    PROCESS = "process"
    PAY = "pay"
    ACCOMMODATION = "accommodation"
    ABOUT = "about"


@dataclass(frozen=True)
class Posting:
    """What is to be published. Both ends of the pay are in one unit, whole or minor alike."""

    title: str
    sections: Mapping[SectionKind, str] = field(default_factory=dict)
    specialization_name: str = ""
    location: str = ""
    pay_low: int | None = None
    pay_high: int | None = None
    currency: str = ""

    def text_of(self, section: SectionKind | None) -> str:
        """Return the text that offsets of a finding count in; None stands for the title."""
        return self.title if section is None else self.sections.get(section, "")
