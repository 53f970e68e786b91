"""Opening a file of people: what it is, what its columns mean, and who is in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from enum import StrEnum
from itertools import chain, islice
from typing import Any

from pipeline.people_files import exports
from pipeline.people_files.columns import Field, guess_columns, missing, once_each
from pipeline.people_files.person import Person
from pipeline.people_files.problems import Problem, UnreadableFile
from pipeline.people_files.records import Sheet
from pipeline.people_files.resume_files import (
    people_of_archive,
    people_of_documents,
    person_of_file,
)
from pipeline.people_files.sheets import (
    Rows,
    header_of,
    rows_of_csv,
    rows_of_workbook,
    text_of,
)
from pipeline.resumes.unreadable import UnreadableResume

SAMPLE = 5


class Format(StrEnum):
    AUTO = "auto"
    CSV = "csv"
    XLSX = "xlsx"
    JSON_RESUME = "jsonresume"
    GREENHOUSE = "greenhouse"
    LEVER = "lever"
    ASHBY = "ashby"
    RESUME = "resume"


SHEETS = frozenset({Format.CSV, Format.XLSX})
EXPORTS = frozenset({Format.GREENHOUSE, Format.LEVER, Format.ASHBY})
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(slots=True)
class PeopleFile:
    """A file that can be read. `people` yields each person, or the problems of an entry.

    `header`, `columns` and `sample`, the first rows as they stand, are empty unless it is a sheet.
    `keeps_files` says that each entry is a file that belongs to its person.
    """

    format: Format
    people: Callable[[], Iterator[Person | list[Problem]]]
    header: list[str] = field(default_factory=list)
    columns: list[Field | None] = field(default_factory=list)
    sample: list[list[str]] = field(default_factory=list)
    keeps_files: bool = False

    @property
    def left_out(self) -> list[str]:
        """The headings of the columns that nobody asked for."""
        pairs = zip(self.header, self.columns, strict=True)
        return [name for name, meaning in pairs if meaning is None and name]

    def heading(self, meaning: Field) -> str:
        """Return the heading of the column that means this, or its own word where none does."""
        return self.header[self.columns.index(meaning)] if meaning in self.columns else meaning


def open_file(
    data: bytes,
    filename: str,
    *,
    format: str = Format.AUTO,  # noqa: A002 - as the command calls it
    columns: Sequence[str] | None = None,
    zone: tzinfo = UTC,
) -> PeopleFile:
    """Return what the file is and who is in it; `columns` say what its columns mean, in order.

    Without `columns` their headings are gone by. Raises UnreadableFile; so may reading the people.
    """
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    known = Format(format) if format != Format.AUTO else _format_of(data, filename)
    if known in SHEETS:
        return _open_sheet(data, known, columns, zone)
    if known == Format.RESUME:
        return _open_resume(data, filename)
    document = exports.document_of(text_of(data))
    if known == Format.JSON_RESUME:
        return _open_json_resume(document, data, filename)
    entries = exports.entries_of(document)
    return PeopleFile(known, lambda: exports.people_of(entries, known.value))


def _open_sheet(
    data: bytes, known: Format, columns: Sequence[str] | None, zone: tzinfo
) -> PeopleFile:
    rows = _rows(data, known)
    header = header_of(rows)
    meanings = guess_columns(header) if columns is None else _meanings(header, columns)
    if sentence := missing(meanings):
        raise UnreadableFile(sentence)
    first = list(islice(rows, SAMPLE))
    if not first:
        raise UnreadableFile("The file has a header and no rows.", row=2)

    def people() -> Iterator[Person | list[Problem]]:
        return Sheet(header, meanings, zone).people(chain(first, rows))

    sample = [[" ".join(cell.split())[:80] for cell in cells[: len(header)]] for _, cells in first]
    return PeopleFile(known, people, header, meanings, sample)


def header_and_sample(data: bytes, format: str) -> PeopleFile:  # noqa: A002
    """Return a sheet for a look at its columns, whatever they mean. Raises UnreadableFile."""
    known = Format(format)
    rows = _rows(data, known)
    header = header_of(rows)
    sample = [
        [" ".join(cell.split())[:80] for cell in cells[: len(header)]]
        for _, cells in islice(rows, SAMPLE)
    ]
    return PeopleFile(known, lambda: iter(()), header, guess_columns(header), sample)


def format_of(data: bytes, filename: str) -> Format:
    """Return what the file is, by its content first. Raises UnreadableFile."""
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    return _format_of(data, filename)


def _rows(data: bytes, known: Format) -> Rows:
    if known == Format.XLSX:
        return rows_of_workbook(data)
    return rows_of_csv(data)


def _meanings(header: list[str], columns: Sequence[str]) -> list[Field | None]:
    fields = {field.value for field in Field}
    given = [Field(name) if name in fields else None for name in columns[: len(header)]]
    return once_each([*given, *[None] * (len(header) - len(given))])


def _open_resume(data: bytes, filename: str) -> PeopleFile:
    if not is_archive(data):
        return PeopleFile(
            Format.RESUME, lambda: iter([person_of_file(data, filename)]), keeps_files=True
        )

    def people() -> Iterator[Person | list[Problem]]:
        try:
            yield from people_of_archive(data)
        except UnreadableResume as error:
            raise UnreadableFile(str(error)) from None

    return PeopleFile(Format.RESUME, people, keeps_files=True)


def _open_json_resume(document: Any, data: bytes, filename: str) -> PeopleFile:
    if isinstance(document, list):
        return PeopleFile(Format.JSON_RESUME, lambda: people_of_documents(document))
    return PeopleFile(
        Format.JSON_RESUME, lambda: iter([person_of_file(data, filename)]), keeps_files=True
    )


def _format_of(data: bytes, filename: str) -> Format:
    name = filename.lower()
    if data.startswith(b"PK\x03\x04"):
        return Format.XLSX if _holds(data, "xl/workbook.xml") else Format.RESUME
    if data.startswith(_OLD_OFFICE) and not name.endswith((".doc", ".docx")):
        raise UnreadableFile(
            "This is an old workbook, or a protected one. Save it as .xlsx without a password, "
            "or as CSV."
        )
    if b"%PDF-" in data[:1024] or name.endswith((".pdf", ".docx", ".doc", ".md", ".rtf")):
        return Format.RESUME
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json_format(data)
    if name.endswith((".csv", ".tsv", ".xlsx", ".xls")):
        return Format.CSV
    return Format.CSV if _reads_as_sheet(data) else Format.RESUME


def _json_format(data: bytes) -> Format:
    document = exports.document_of(text_of(data))
    samples = document[:20] if isinstance(document, list) else [document]
    if any(isinstance(item, dict) and {"basics", "work"} & item.keys() for item in samples):
        return Format.JSON_RESUME
    if system := exports.system_of(exports.entries_of(document)):
        return Format(system)
    raise UnreadableFile(
        "This JSON is neither a JSON Resume nor a list of candidates of Greenhouse, Lever or Ashby."
    )


def _reads_as_sheet(data: bytes) -> bool:
    try:
        header = header_of(rows_of_csv(data[:100_000]))
    except UnreadableFile:
        return False
    return len(header) > 1 and not missing(guess_columns(header))


def is_archive(data: bytes) -> bool:
    """Say whether this is a zip of files rather than a document, which is one too."""
    return data.startswith(b"PK\x03\x04") and not _holds(data, "word/document.xml")


def _holds(data: bytes, member: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return member in archive.namelist()
    except Exception:  # zipfile raises whatever a malformed directory trips
        return False
