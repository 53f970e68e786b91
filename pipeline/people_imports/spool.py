"""People on their way into the database: kept in a file of their own, as COPY takes them.

So a hundred thousand of them need no memory, and are read and checked before a transaction begins.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from config.tenancy.ids import new_ids
from pipeline.people_files.person import Person, digest_of

BLOCK = 1 << 18
IN_MEMORY = 1 << 22
PEOPLE = (
    "row integer",
    "source text",
    "key text",
    "place text",
    "name text",
    "email text",
    "phone text",
    "location text",
    "links text",
    "applied text",
    "has_own_id boolean",
    "has_jobs boolean",
    "candidate uuid",
    "application uuid",
    "move uuid",
    "stay uuid",
)
"""Columns of those who arrive. `place` is the key of their application."""

JOBS = (
    "id uuid",
    "candidate uuid",
    "position smallint",
    "employer text",
    "title text",
    "started text",
    "ended text",
    "is_current boolean",
)
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Spool:
    """Those read so far, once each: whoever comes again is counted in `repeated`."""

    def __init__(self, place: str) -> None:
        """`place` names the opening, for the keys of the applications."""
        self.place = place
        self.people = _lines()
        self.jobs = _lines()
        self.seen: set[bytes] = set()
        self.repeated: list[Person] = []
        self.again = 0

    def __len__(self) -> int:
        return len(self.seen)

    def add(self, person: Person) -> bool:
        """Take a person down; False where an earlier row of the file is theirs."""
        key, source = person.key, person.source
        mark = bytes.fromhex(key)
        if mark in self.seen:
            self.again += 1
            if self.again <= 100:
                self.repeated.append(person)
            return False
        self.seen.add(mark)
        candidate, *others, job_id = new_ids(5)
        applied = person.applied_at
        fields = (
            str(person.row),
            source,
            key,
            digest_of(self.place, source, key),
            person.name,
            person.email,
            person.phone,
            person.location,
            "\n".join(person.links),
            applied.isoformat() if applied else "",
            "t" if person.own_id else "f",
            "t" if person.jobs else "f",
            candidate,
            *others,
        )
        self.people.write(_line(fields))
        for position, job in enumerate(person.jobs):
            job_id = job_id if position == 0 else new_ids(1)[0]
            words = (job.employer, job.title, job.started, job.ended)
            is_current = "t" if job.is_current else "f"
            self.jobs.write(_line((job_id, candidate, str(position), *words, is_current)))
        return True

    def close(self) -> None:
        self.people.close()
        self.jobs.close()


def blocks(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield all that was written, from its beginning."""
    lines.seek(0)
    while block := lines.read(BLOCK):
        yield block


def _lines() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(IN_MEMORY)


def _line(fields: tuple[str, ...]) -> bytes:
    line = "\t".join(fields)
    if "\\" in line or "\n" in line or "\r" in line or line.count("\t") >= len(fields):
        line = "\t".join([field.translate(_ESCAPES) for field in fields])
    return (line + "\n").encode()
