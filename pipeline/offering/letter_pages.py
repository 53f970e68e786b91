"""Drawing a letter: blocks to PDF, with embedded fonts, tags and a title.

Equal input gives equal bytes: times in the file are the given one, and its id is made of its
content. Each line is laid out here, so that no paragraph is torn from its tag by a page's end.
"""

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import XPos, YPos

from pipeline.offering.letter_blocks import BREAK, Block
from pipeline.offering.refusals import UnwritableLetter

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of each table it cuts

FONT = "DejaVu"
FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
FOLDER = settings.BASE_DIR / "static" / "vendor" / "dejavu"
SIZES = {"h1": 17.0, "h2": 13.0, "h3": 11.0}
TEXT_SIZE = 10.5
LINE = 1.45
MARGIN = 25.0
INDENT = 7.0
TAGS = {"h1": "/H1", "h2": "/H2", "h3": "/H3", "item": "/LI"}
LEFTWARD = ("R", "AL", "AN")
"""Scripts that run to the left; they would need shaping that the letter does not do."""

Run = tuple[str, bool]
"""A piece of text, and whether it is bold."""


def draw_letter(blocks: Sequence[Block], *, title: str, author: str, at: datetime) -> bytes:
    """Return the letter as PDF. Raises UnwritableLetter for characters without a picture."""
    blocks = [Block(each.kind, _composed(each.runs), each.mark) for each in blocks]
    check_characters([title, *(text for each in blocks for text, _ in each.runs)])
    pages = _Pages(title=title, author=author, at=at)
    try:
        for block in blocks:
            pages.draw(block)
        return bytes(pages.output())
    finally:
        for font in pages.fonts.values():
            font.close()


def check_characters(texts: Iterable[str]) -> None:
    """Raise UnwritableLetter that names each character which the fonts cannot draw."""
    drawn = _drawn()
    seen = dict.fromkeys("".join(unicodedata.normalize("NFC", text) for text in texts))
    strange = [c for c in seen if c != BREAK and not c.isspace() and not _is_drawn(c, drawn)]
    if strange:
        shown = " ".join(strange[:12])
        more = f" and {len(strange) - 12} more" if len(strange) > 12 else ""
        raise UnwritableLetter(
            f"The letter cannot show these characters: {shown}{more}. Its fonts have Latin, Greek "
            "and Cyrillic. Write them in one of these, or send the offer without a letter."
        )


@cache
def _drawn() -> frozenset[int]:
    """The code points that both fonts have a picture of."""
    maps = []
    for name in FILES.values():
        with TTFont(FOLDER / name, lazy=True) as font:
            maps.append(set(font.getBestCmap()))
    return frozenset(set.intersection(*maps))


def _is_drawn(character, drawn):
    if unicodedata.bidirectional(character) in LEFTWARD:
        return False
    return ord(character) in drawn and unicodedata.category(character) not in ("Cc", "Cf", "Co")


def _composed(runs: Iterable[Run]) -> list[Run]:
    """Letters with their accents as one character, as the fonts have them."""
    return [(unicodedata.normalize("NFC", text), is_bold) for text, is_bold in runs]


def _words(runs: Sequence[Run]) -> Iterator[list[Run] | None]:
    """Yield each word as pieces that are bold or not; None ends a line."""
    word: list[Run] = []
    for text, is_bold in runs:
        for part in re.split(r"(\s+)", text):
            if part.isspace():
                if word:
                    yield word
                    word = []
                yield from [None] * part.count(BREAK)
            elif part:
                word.append((part, is_bold))
    if word:
        yield word


class _Pages(FPDF):
    """An A4 letter in one column."""

    def __init__(self, *, title, author, at):
        super().__init__(format="A4")
        for style, name in FILES.items():
            self.add_font(FONT, style, FOLDER / name)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(False)
        self.c_margin = 0
        self.set_title(title)
        self.set_author(author)
        self.set_creator("Fortnight")
        self.set_lang("en")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_creation_date(at)
        self.add_page()
        self._set(is_bold=False, size=TEXT_SIZE)

    def draw(self, block: Block) -> None:
        size = SIZES.get(block.kind, TEXT_SIZE)
        if block.kind == "rule":
            self._rule()
            return
        is_heading = block.kind in SIZES
        indent = INDENT if block.kind == "item" else 0.0
        runs = [(text, is_bold or is_heading) for text, is_bold in block.runs]
        lines = list(self._lines(runs, self.epw - indent, size))
        self._gap(size * 0.35 if is_heading else 0)
        self._draw_lines(block, lines, size, indent)
        self._gap(size * (0.12 if block.kind == "item" else 0.3))

    def _draw_lines(self, block, lines, size, indent):
        """One tag for what stands on one page."""
        height, tag = size / self.k * LINE, TAGS.get(block.kind, "/P")
        while lines:
            room = max(int((self.h - MARGIN - self.y) / height), 0)
            if not room or (block.kind in SIZES and room < 3):
                self.add_page()
                continue
            with self._tagged(tag):
                for line in lines[:room]:
                    self._draw_line(line, size, height, indent, block.mark)
                    block.mark = ""
            lines = lines[room:]

    def _draw_line(self, line, size, height, indent, mark):
        if mark:
            self.set_x(MARGIN)
            self._set(is_bold=False, size=size)
            self.cell(INDENT, height, f"{mark} ")
        self.set_x(MARGIN + indent)
        for text, is_bold in line:
            self._set(is_bold=is_bold, size=size)
            width = self.get_string_width(text)
            self.cell(width, height, text, new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.set_xy(MARGIN, self.y + height)

    def _lines(self, runs: Sequence[Run], width: float, size: float) -> Iterator[list[Run]]:
        """Yield lines no wider than `width`, as runs of one style each."""
        line: list[Run] = []
        used = 0.0
        for word in _words(runs):
            if word is None:
                yield line
                line, used = [], 0.0
                continue
            for piece in self._fitting(word, width, size):
                needed = self._width(piece, size)
                space = self._width([(" ", False)], size) if line else 0.0
                if line and used + space + needed > width:
                    yield line
                    line, used, space = [], 0.0, 0.0
                line = _joined(line, piece)
                used += space + needed
        if line:
            yield line

    def _fitting(self, word: list[Run], width: float, size: float) -> Iterator[list[Run]]:
        """Yield the word, or what fits a line of it where it is wider than one."""
        if self._width(word, size) <= width:
            yield word
            return
        letters = [(letter, is_bold) for text, is_bold in word for letter in text]
        most = max(1, int(width / max(self._width([letter], size) for letter in letters)))
        for at in range(0, len(letters), most):
            yield letters[at : at + most]

    def _width(self, runs: Iterable[Run], size) -> float:
        total = 0.0
        for text, is_bold in runs:
            self._set(is_bold=is_bold, size=size)
            total += self.get_string_width(text)
        return total

    def _set(self, *, is_bold, size):
        self.set_font(FONT, "B" if is_bold else "", size)

    def _gap(self, millimetres):
        self.y += millimetres

    def _rule(self):
        self._gap(2)
        self.set_draw_color(200)
        self.line(MARGIN, self.y, self.w - MARGIN, self.y)
        self._gap(4)

    @contextmanager
    def _tagged(self, kind: str) -> Iterator[None]:
        """Say in the file's structure what is drawn: a heading, a paragraph, an item."""
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=kind, mcid=number)
        self._out(f"{kind} <</MCID {number}>> BDC")
        yield
        self._out("EMC")


def _joined(line: list[Run], word: list[Run]) -> list[Run]:
    """Return the line with a word after it; pieces of one style become one."""
    runs = [*line]
    if runs:
        text, is_bold = runs[-1]
        runs[-1] = text + " ", is_bold
    for text, is_bold in word:
        if runs and runs[-1][1] == is_bold:
            runs[-1] = runs[-1][0] + text, is_bold
        else:
            runs.append((text, is_bold))
    return runs
