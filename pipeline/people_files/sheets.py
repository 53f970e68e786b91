"""Rows of spreadsheets: CSV however it is written, and workbooks."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from pipeline.people_files.columns import guess_columns
from pipeline.people_files.problems import UnreadableFile

MOST_COLUMNS = 200
MOST_ROWS = 200_000
MOST_BYTES_OPEN = 200 * 1024 * 1024
LAST_ROW = 1_048_576
"""Of a workbook, whatever it claims."""

_DELIMITERS = ",;\t|"
_TOO_WIDE = f"The file has more than {MOST_COLUMNS} columns; leave out those not needed."
_NO_WORKBOOK = "The file cannot be read as a workbook. Save it as .xlsx or as CSV again."

Rows = Iterator[tuple[int, Sequence[str]]]
"""Number and cells of each row that is not blank, the header first."""


def rows_of_csv(data: bytes) -> Rows:
    """Yield the rows of a CSV file, each with the line it begins on. Raises UnreadableFile."""
    text = text_of(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(f"The row cannot be read as CSV: {error}.", row=line) from None


def text_of(data: bytes) -> str:
    """Decode UTF-8, UTF-16 with its mark, or else Windows-1252. Raises UnreadableFile."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0\0" in data[:4_000]:
        encodings = []
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("The file is not text. Save it as CSV in UTF-8, or as .xlsx.")


def rows_of_workbook(data: bytes) -> Rows:
    """Yield the rows of the first sheet of an .xlsx file. Raises UnreadableFile.

    Formulas stay the text they are: nothing is worked out.
    """
    import openpyxl  # only whoever reads a workbook waits for it

    _check_size(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            # What a sheet says of its own size is not believed.
            sheet.reset_dimensions()
            lines = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS + 1, values_only=True)
            for number, values in enumerate(lines, start=1):
                if any(value is not None for value in values):
                    yield number, [_cell(value) for value in values]
    except UnreadableFile:
        raise
    except Exception:  # a malformed workbook trips whatever it meets first
        raise UnreadableFile(_NO_WORKBOOK) from None


def header_of(rows: Rows) -> list[str]:
    """Take the headings from `rows`. Raises UnreadableFile."""
    _, cells = next(rows, (1, []))
    header = [" ".join(cell.split()) for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise UnreadableFile("The file is empty.")
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(_TOO_WIDE)
    return header


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            opened = sum(member.file_size for member in archive.infolist())
    except Exception:  # zipfile raises whatever a malformed directory trips
        raise UnreadableFile(_NO_WORKBOOK) from None
    if opened > MOST_BYTES_OPEN:
        raise UnreadableFile("The workbook opens to more than 200 MB. Save it as CSV, in parts.")


def _delimiter(text: str) -> str:
    """The one that makes most headings known, then the one that makes most columns."""
    first = next((line for line in text[:100_000].splitlines() if line.strip()), "")

    def found(delimiter):
        header = first.split(delimiter)
        known = guess_columns([name.strip(' "') for name in header])
        return sum(field is not None for field in known), len(header)

    return max(_DELIMITERS, key=found)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        is_day = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if is_day else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
