"""Small résumés made here, in each format."""

import io
import zipfile
from collections.abc import Iterable

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

LINES = (
    "Maren Ødegård-Lind",
    "Oslo, Norway | maren@example.com | +47 22 55 01 99",
    "Experience",
    "Staff Engineer, Fjord Robotics AS    Mar 2021 - Present",
    "Data Scientist, Skerry Analytics Ltd    06/2018 - 02/2021",
    "Education",
    "University of Bergen, MSc in Statistics    2016 - 2018",
    "Skills",
    "Python, SQL, Kubernetes",
)
TEXT = "\n".join(LINES)


def pdf(lines: Iterable[str] = LINES, *, pages: int = 1, password: str = "") -> bytes:
    """Return a PDF with one line of text below the other on each page."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width=595, height=842)
        page[NameObject("/Resources")] = _font()
        stream = DecodedStreamObject()
        stream.set_data(_drawn(lines))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return _saved(writer)


def word(lines: Iterable[str] = LINES) -> bytes:
    """Return a .docx with a paragraph for each line; four spaces become a tab."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line.replace("    ", "\t"))
    return _saved(document)


def word_of(document) -> bytes:
    """Return the bytes of a python-docx document."""
    return _saved(document)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def repacked(content: bytes, changes: dict[str, bytes]) -> bytes:
    """Return the zip `content` with some members changed or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, **changes})


def _drawn(lines: Iterable[str]) -> bytes:
    drawn = [b"BT /F1 10 Tf 50 780 Td 14 TL"]
    for line in lines:
        left, gap, right = line.partition("    ")
        drawn.append(b"(%s) Tj" % _escaped(left))
        if gap:
            drawn.append(b"380 0 Td (%s) Tj -380 0 Td" % _escaped(right))
        drawn.append(b"T*")
    return b"\n".join([*drawn, b"ET"])


def _escaped(text: str) -> bytes:
    text = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return text.encode("cp1252")


def _font() -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    return DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})


def _saved(document) -> bytes:
    file = io.BytesIO()
    document.write(file) if isinstance(document, PdfWriter) else document.save(file)
    return file.getvalue()
