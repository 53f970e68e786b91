"""The text of a Word document: paragraphs, tables, text boxes, headers."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from pipeline.resumes.extracted import Extracted
from pipeline.resumes.unreadable import UnreadableResume

MOST_MEMBERS = 2_000
MOST_BYTES_OPEN = 60 * 1024 * 1024
MOST_BYTES_OF_XML = 12 * 1024 * 1024
MOST_PARAGRAPHS = 10_000
_DAMAGED = "This Word document is damaged or incomplete. Please save it again."
_COSTLY = (
    "This Word document is too large when opened. Please save it without pictures, or as a PDF."
)
_OTHER_ZIP = "This file is a zip, not a Word document. Please send the résumé itself."
_CELL_GAP = "    "


def extract(content: bytes) -> Extracted:
    """Return the text of a .docx as one page, and the addresses its links lead to.

    Raises UnreadableResume for any other zip, a damaged one, and one that opens to too much.
    """
    try:
        _check(content)
        document = docx.Document(io.BytesIO(content))
        rows = [row for part in _parts(document) for row in _rows(part)]
        return Extracted(["\n".join(rows)], _links(document))
    except UnreadableResume:
        raise
    except MemoryError:
        raise UnreadableResume(_COSTLY) from None
    except Exception:  # a malformed part trips python-docx and lxml anywhere
        raise UnreadableResume(_DAMAGED) from None


def _check(content: bytes) -> None:
    """Look at the sizes that the zip declares, and at XML entities, before anything is opened."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
            raise UnreadableResume(_OTHER_ZIP)
        xml = [m for m in members if m.filename.endswith((".xml", ".rels"))]
        too_much = (
            len(members) > MOST_MEMBERS
            or sum(member.file_size for member in members) > MOST_BYTES_OPEN
            or sum(member.file_size for member in xml) > MOST_BYTES_OF_XML
        )
        if too_much:
            raise UnreadableResume(_COSTLY)
        for member in xml:
            # Word never declares a document type, and entities are the only use of one.
            if re.search(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00D", archive.read(member)):
                raise UnreadableResume(_DAMAGED)


def _parts(document: Document) -> Iterator[Any]:
    """Yield the elements to read in order: the header, where many put their name, then the body."""
    section = document.sections[0] if len(document.sections) else None
    if section is not None and not section.header.is_linked_to_previous:
        yield section.header._element
    yield document.element.body


def _rows(root: Any) -> Iterator[str]:
    """Yield the text of each paragraph; cells of a table row that are single lines share a row."""
    for count, element in enumerate(_blocks(root)):
        if count > MOST_PARAGRAPHS:
            raise UnreadableResume(_COSTLY)
        if element.tag == qn("w:tbl"):
            yield from _table(element)
        else:
            yield from _paragraph(element)


def _blocks(root: Any) -> Iterator[Any]:
    for child in root.iterchildren():
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _blocks(child)


def _table(table: Any) -> Iterator[str]:
    for row in table.iter(qn("w:tr")):
        if next(row.iterancestors(qn("w:tbl"))) is not table:
            continue  # of a table within a cell, which its own cell brings
        cells = [[text for text in _rows(cell) if text] for cell in row.iterchildren(qn("w:tc"))]
        if all(len(cell) <= 1 for cell in cells):
            yield _CELL_GAP.join(cell[0] for cell in cells if cell)
        elif sum(map(bool, cells)) == 2 and len(cells[0]) <= 2 <= max(map(len, cells)):
            yield from _beside(cells)
        else:
            for cell in cells:
                yield from cell
        yield ""


def _beside(cells: list[list[str]]) -> Iterator[str]:
    """Dates in a cell beside an entry stand on its first line."""
    first, second = (cell for cell in cells if cell)
    yield _CELL_GAP.join([*first, second[0]])
    yield from second[1:]


def _paragraph(paragraph: Any) -> Iterator[str]:
    text = "".join(_runs(paragraph))
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None and text.strip():
        text = f"• {text}"
    yield from text.split("\n")
    for box in _text_boxes(paragraph):
        yield from _rows(box)


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        inside = next(node.iterancestors(qn("w:p")))
        if inside is not paragraph or node.getparent().tag != qn("w:r"):
            continue  # of a text box, or a tab stop
        if node.tag == qn("w:t"):
            yield node.text or ""
        elif node.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield _CELL_GAP if node.tag == qn("w:tab") else "\n"


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the boxes drawn at this paragraph, without the second copy kept for old versions."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for box in paragraph.iter(qn("w:txbxContent")):
        if next(box.iterancestors(qn("w:p"))) is not paragraph:
            continue
        if next(box.iterancestors(fallback), None) is None:
            yield box


def _links(document: Document) -> tuple[str, ...]:
    targets = (rel.target_ref for rel in document.part.rels.values() if rel.is_external)
    return tuple(target[:500] for target in targets)[:100]
