"""Laying out the text of a résumé to be read: headings, lists and paragraphs."""

import re
from dataclasses import dataclass

LONGEST_SHOWN = 40_000
LONGEST_HEADING = 48
BULLET = re.compile(r"^[•●▪◦‣∙·*–—-]\s+(?=\S)")
HEADINGS = re.compile(
    r"^(work |professional |relevant |further )?"
    r"(profile|summary|experience|employment|career|education|skills|projects|publications|"
    r"papers|languages|certificates|certifications|awards|interests|talks|open source)"
    r"( and \w+| history)?:?$",
    re.I,
)


@dataclass(frozen=True)
class Block:
    """A piece of text. `kind` is heading, list or text; a heading has one line."""

    kind: str
    lines: list[str]


def lay_out(text: str) -> list[Block]:
    """Return `text` in blocks, in order; nothing is left out but blank lines and bullets.

    A line that goes on in lower case belongs to the one before, as in text read from pages.
    """
    blocks: list[Block] = []
    is_apart = True
    for raw in text[:LONGEST_SHOWN].splitlines():
        line = " ".join(raw.split())
        if line:
            _add(blocks, line, is_apart)
        is_apart = not line
    return blocks


def _add(blocks, line, is_apart):
    last = blocks[-1] if blocks else None
    kind = _kind_of(line)
    said = BULLET.sub("", line) if kind == "list" else line
    goes_on = kind == "text" and line[0].islower()
    if last and last.kind != "heading" and goes_on and not is_apart:
        last.lines[-1] += f" {line}"
    elif last and last.kind == kind != "heading" and not (is_apart and kind == "text"):
        last.lines.append(said)
    else:
        blocks.append(Block(kind, [said]))


def _kind_of(line) -> str:
    if BULLET.match(line):
        return "list"
    letters = sum(character.isalpha() for character in line)
    is_shouted = line.isupper() and letters > 3
    if len(line) <= LONGEST_HEADING and (is_shouted or HEADINGS.match(line)):
        return "heading"
    return "text"
