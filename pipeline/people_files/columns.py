"""What the columns of a spreadsheet mean, guessed from their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


class Field(StrEnum):
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    PHONE = "phone"
    LOCATION = "location"
    LINK = "link"
    EMPLOYER = "employer"
    TITLE = "title"
    STARTED = "started"
    ENDED = "ended"
    APPLIED = "applied"
    OWN_ID = "own_id"


LABELS = {
    Field.NAME: "Name",
    Field.FIRST_NAME: "First name",
    Field.LAST_NAME: "Last name",
    Field.EMAIL: "Email",
    Field.PHONE: "Phone",
    Field.LOCATION: "Lives in",
    Field.LINK: "Link",
    Field.EMPLOYER: "Employer",
    Field.TITLE: "Job title",
    Field.STARTED: "Job began",
    Field.ENDED: "Job ended",
    Field.APPLIED: "Applied on",
    Field.OWN_ID: "Number in the other system",
}
SEVERAL = frozenset({Field.LINK})
"""Fields that more than one column may have."""

_WORDINGS = {
    Field.NAME: "name, full name, candidate, candidate name, applicant, applicant name, person, "
    "person name, contact name, display name, your name, names, talent, prospect, prospect name",
    Field.FIRST_NAME: "first name, first, given name, given names, forename, fname, firstname, "
    "candidate first name, applicant first name, preferred first name",
    Field.LAST_NAME: "last name, last, family name, surname, lname, second name, "
    "candidate last name, applicant last name",
    Field.EMAIL: "email, e mail, email address, e mail address, mail, primary email, "
    "primary email address, personal email, candidate email, candidate email address, "
    "applicant email, contact email, email 1, work email, emails, email addresses",
    Field.PHONE: "phone, phone number, telephone, telephone number, tel, mobile, mobile number, "
    "mobile phone, cell, cell phone, cellphone, contact number, primary phone, phone 1, phones, "
    "candidate phone, phone numbers, primary phone number, home phone, work phone",
    Field.LOCATION: "location, city, place, address, lives in, based in, current location, "
    "candidate location, residence, home city, town, location summary, postal address",
    Field.LINK: "link, links, url, urls, website, websites, web site, web page, homepage, "
    "home page, linkedin, linkedin url, linkedin profile, linkedin profile url, github, "
    "github url, github profile, portfolio, portfolio url, profile, profile url, google scholar, "
    "scholar, hugging face, huggingface, kaggle, blog, social, social links, gitlab, twitter, "
    "personal website, web address",
    Field.EMPLOYER: "employer, company, current company, current employer, organization, "
    "organisation, company name, employer name, last company, most recent company, "
    "most recent employer, present employer, last employer, workplace",
    Field.TITLE: "title, job title, current title, position, current position, role, "
    "current role, occupation, headline, most recent title, current job title, last title, "
    "most recent position, job",
    Field.STARTED: "start date, started, from, job start, start, employed from, job began, "
    "employment start, since, date started",
    Field.ENDED: "end date, ended, to, job end, end, until, employed until, job ended, "
    "employment end, date ended",
    Field.APPLIED: "applied, applied on, applied at, application date, date applied, "
    "date of application, applied date, submitted at, submitted, submission date",
    Field.OWN_ID: "id, candidate id, applicant id, person id, remote id, external id, reference, "
    "candidate number, applicant number, record id, uuid",
}
_FIELD_OF = {
    wording.replace(" ", ""): field
    for field, words in _WORDINGS.items()
    for wording in words.split(",")
}
_NOT_LETTERS = re.compile(r"[\W_]+")


def guess_columns(header: Sequence[str]) -> list[Field | None]:
    """Return what each column of `header` means; None for those nobody asked for.

    The first of two that mean the same counts, other than links.
    """
    guessed = [_guess(heading) for heading in header]
    if Field.NAME in guessed and {Field.FIRST_NAME, Field.LAST_NAME} <= set(guessed):
        guessed = [None if field == Field.NAME else field for field in guessed]
    return once_each(guessed)


def once_each(columns: Sequence[Field | None]) -> list[Field | None]:
    """Return `columns` with what may stand once left out where it stands again."""
    taken: set[Field] = set()
    kept: list[Field | None] = []
    for field in columns:
        kept.append(None if field in taken and field not in SEVERAL else field)
        if field:
            taken.add(field)
    return kept


def missing(columns: Sequence[Field | None]) -> str:
    """Return a sentence where no column holds a name, else “”."""
    if {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME} & set(columns):
        return ""
    return (
        "No column is known to hold the names. "
        "Give the file a first row with headings such as Name, Email and Phone."
    )


def _guess(heading: str) -> Field | None:
    return _FIELD_OF.get(_NOT_LETTERS.sub("", heading).casefold())
