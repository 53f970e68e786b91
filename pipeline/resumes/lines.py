"""A résumé as lines: what each says, and what stands beside it in a margin.

Text comes in as rows in which wide gaps (a tab, or three spaces) part columns, as the layout text
of a PDF has them. Dates and places in a narrow column go with the entry they stand beside; two
columns of prose are read one after the other.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from pipeline.resumes.dates import is_duration, spans_in
from pipeline.resumes.places import is_place

LONGEST_LINE = 1_000
MOST_LINES = 5_000
_GAP = re.compile(r" {3,}|\t+ *")
_BULLET = re.compile(
    r"^(?:[•●○◦▪■□◆◇►▶➢➤✓✔❖⚫·∙‣⁃*§➔→»\uf000-\uf0ff\u25a0-\u25ff\u2700-\u27bf]+|[-–—o](?=\s)|"
    r"\(?\d{1,2}[.)](?=\s))\s*"
)
_PAGE_NUMBER = re.compile(
    r"(?i:\s*(?:\S.{0,60}\s[–-]\s)?(?:page\s)?\d{1,2}\s?(?:/|of)\s?\d{1,2}\s*|\s*page\s\d{1,2}\s*)"
)
_MARGIN_DEPTH = 4


@dataclass(frozen=True)
class Line:
    """One line. `asides` are the dates and places beside it; `after_gap`: a blank line is above."""

    text: str
    asides: tuple[str, ...] = ()
    is_bullet: bool = False
    after_gap: bool = False


@dataclass(frozen=True)
class _Cell:
    text: str
    column: int


def lines_of(pages: list[str]) -> list[Line]:
    """Return the lines of `pages`, in reading order, at most MOST_LINES of them."""
    lines: list[Line] = []
    for page in pages:
        rows = [_cells(row) for row in _rows(page)]
        for band in _in_reading_order(rows):
            lines += _with_margins(band)
    return lines[:MOST_LINES]


def plain(lines: list[Line]) -> str:
    """Return the text of `lines`, a line each."""
    return "\n".join(" ".join((line.text, *line.asides)).strip() for line in lines)


def _rows(page: str) -> list[str]:
    rows = page.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    rows = [_visible(row[:LONGEST_LINE]).rstrip() for row in rows[:MOST_LINES]]
    return [_unjustified(row) for row in rows if not _PAGE_NUMBER.fullmatch(row)]


def _visible(row: str) -> str:
    """Return the row without characters of no width, and with plain spaces."""
    return re.sub(r"[\u200b-\u200f\u2060\ufeff\ufffc\u00ad\x00-\x08\x0e-\x1f]", "", row).replace(
        "\u00a0", " "
    )


def _unjustified(row: str) -> str:
    """Close the even gaps that justified text leaves between its words."""
    gaps = [len(gap) for gap in re.findall(r"(?<=\S) {2,}(?=\S)", row)]
    is_even = len(gaps) >= 3 and max(gaps) <= 5
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", row) if is_even else row


def _cells(row: str) -> list[_Cell]:
    cells: list[_Cell] = []
    at = len(row) - len(row.lstrip())
    for gap in [*_GAP.finditer(row, at), None]:
        text = row[at : gap.start() if gap else len(row)].strip()
        if text and cells and _BULLET.fullmatch(cells[-1].text):
            cells[-1] = _Cell(f"{cells[-1].text} {text}", cells[-1].column)
        elif text:
            cells.append(_Cell(text, at))
        at = gap.end() if gap else at
    return cells


def _is_marginal(cell: _Cell) -> bool:
    """Whether a cell is nothing but dates, a length of time or a place."""
    text = cell.text
    if len(text) > 60:
        return False
    if is_duration(text) or is_place(text):
        return True
    rest = text
    for span in reversed(spans_in(text)):
        rest = rest[: span.left] + rest[span.right :]
    return rest != text and (not re.search(r"\w", rest) or is_place(rest.strip(" ,|–-()")))


def _in_reading_order(rows: list[list[_Cell]]) -> list[list[list[_Cell]]]:
    """Return the rows as bands to read one after the other; two columns of prose become two."""
    split = _gutter(rows)
    if split is None:
        return [rows]
    bands, left, right = [], [], []
    for row in rows:
        if any(cell.column < split - 2 and cell.column + len(cell.text) > split for cell in row):
            bands += [left, right, [row]]
            left, right = [], []
        else:
            left.append([cell for cell in row if cell.column < split - 2])
            right.append([cell for cell in row if cell.column >= split - 2])
    return [band for band in [*bands, left, right] if band]


def _gutter(rows: list[list[_Cell]]) -> int | None:
    """Return the column at which a second column of prose starts, or None where there is none."""
    pairs = [row for row in rows if len(row) >= 2 and not any(map(_is_marginal, row))]
    if len(pairs) < 8:
        return None
    starts = Counter(cell.column for row in pairs for cell in row[1:])
    near = {at: sum(starts[at + by] for by in (-1, 0, 1)) for at in starts}
    best = max(near, key=lambda at: (near[at], -at))
    return best if near[best] >= 0.6 * len(pairs) else None


def _with_margins(rows: list[list[_Cell]]) -> list[Line]:
    lines: list[Line] = []
    after_gap = True
    for row in rows:
        if not row:
            after_gap = True
            continue
        line = _line(row, after_gap)
        if line.asides and (line.is_bullet or line.text[:1].islower()):
            line = _hand_up(lines, line)
        if line.text or line.asides:
            lines.append(line)
        after_gap = False
    return lines


def _line(row: list[_Cell], after_gap: bool) -> Line:
    marginal = [cell for cell in row if _is_marginal(cell)] if len(row) > 1 else []
    if len(marginal) == len(row):
        marginal = marginal[1:]
    text = "  ".join(cell.text for cell in row if cell not in marginal)
    asides = tuple(cell.text for cell in marginal if not is_duration(cell.text))
    bullet = _BULLET.match(text)
    return Line(text[bullet.end() :] if bullet else text, asides, bool(bullet), after_gap)


def _hand_up(lines: list[Line], line: Line) -> Line:
    """Give what stands beside a description to the head of its entry, when that is close above."""
    for back in range(1, min(_MARGIN_DEPTH, len(lines)) + 1):
        above = lines[-back]
        if not above.is_bullet and not above.text[:1].islower():
            lines[-back] = replace(above, asides=above.asides + line.asides)
            return replace(line, asides=())
        if above.after_gap:
            break
    return line
