"""A person as a file tells them, and the key that the same person has in the next file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

OUR_FILES = "people"
"""The source of people whose key is made here, from their address or their name."""

_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Job:
    """One position held; dates are "2018-09" or "2018", and empty where not known."""

    employer: str = ""
    title: str = ""
    started: str = ""
    ended: str = ""
    is_current: bool = False


@dataclass(slots=True)
class Person:
    """What a file says of one person.

    `source` and `own_id` are set where the file has keys of its own. `doubts` are sentences for
    whoever looks, and keep nobody out.
    """

    row: int
    file: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    location: str = ""
    links: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()
    applied_at: datetime | None = None
    source: str = OUR_FILES
    own_id: str = ""
    doubts: tuple[str, ...] = field(default=())

    @property
    def phone_digits(self) -> str:
        return digits_of(self.phone)

    @property
    def key(self) -> str:
        """What a second run knows the person by, without saying who they are.

        The file's own key, else the address, else name and phone. A name alone is nobody's own,
        so then all that is said of them belongs to it.
        """
        if self.own_id:
            words = ("id", self.own_id)
        elif self.email:
            words = ("email", self.email.lower())
        elif self.phone_digits:
            words = ("phone", _plain(self.name), self.phone_digits)
        else:
            words = ("name", _plain(self.name), self.location, *self.links, repr(self.jobs))
        return digest_of(*words)

    def as_dict(self) -> dict:
        """Return what was read, for whoever checks it."""
        where = {"file": self.file} if self.file else {"row": self.row}
        return {
            **where,
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "location": self.location,
            "links": list(self.links),
            "employers": [job.employer for job in self.jobs],
            "titles": [job.title for job in self.jobs],
            "dates": [
                {"start": job.started, "end": job.ended, "current": job.is_current}
                for job in self.jobs
            ],
            "doubts": list(self.doubts),
        }


def digits_of(phone: str) -> str:
    """Return the digits of a phone, without the zeros that dial abroad; at most twenty."""
    digits = _DIGITS.sub("", phone.replace("(0)", ""))
    return digits.removeprefix("00")[:20]


def digest_of(*words: str) -> str:
    """Return a short name for `words` that tells nobody what they are."""
    return hashlib.blake2b("\x1f".join(words).encode(), digest_size=16).hexdigest()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
