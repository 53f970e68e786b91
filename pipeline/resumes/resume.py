"""What is read from a résumé."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class PartialDate:
    """A month, or a year of which no month is known."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        """Return it in ISO form: 2018-09, or 2018."""
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True)
class Job:
    """One position held. Employer or title is empty where the résumé does not give it."""

    employer: str
    title: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    is_current: bool = False


@dataclass(frozen=True)
class School:
    """One course of education; whatever is not given is empty."""

    institution: str
    degree: str = ""
    field: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True)
class Resume:
    """A résumé. Jobs and schools stand in the order of the file; empty text means not found.

    `phone` is as written; `phone_e164` is the same with its country code, such as +442079460000,
    and empty unless that code is written. `text` is everything that can be read, for searching.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    location: str = ""
    links: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()
    schools: tuple[School, ...] = ()
    skills: tuple[str, ...] = ()
    text: str = ""
    phone_e164: str = ""


@dataclass(frozen=True)
class Reading:
    """A résumé and, in sentences, what should be looked at before it is believed."""

    resume: Resume
    problems: tuple[str, ...] = ()
