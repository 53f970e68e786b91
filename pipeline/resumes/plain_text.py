"""Résumés in plain text or Markdown."""

import re

from pipeline.resumes.extracted import Extracted
from pipeline.resumes.unreadable import UnreadableResume

LONGEST_ROW = 400
LONGEST_TEXT = 400_000
"""Characters: no résumé is longer, and whoever sends ten million waits for nothing."""

_MARKS = re.compile(r"^#{1,6}\s+|\*\*|__|^[ \t]*>[ \t]?", re.MULTILINE)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()]{1,300})\)")
_LOST_DASH = re.compile(
    r"((?:\b[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d)\s{2,3}"
    r"((?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d\b|(?:P|p)resent\b|(?:C|c)urrent\b)"
)
_GLUED_YEARS = re.compile(r"(?<![\d-])((?:19|20)\d\d)((?:19|20)\d\d|[Pp]resent)(?![\w-])")


def text_of(content: bytes) -> str:
    """Return the text, read as UTF-8 or UTF-16 and else as Windows-1252.

    A file of bytes that are no text raises UnreadableResume.
    """
    text = _decoded(content)
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1f\x81\x8d\x8f\x90\x9d\ufffd]", text[:20_000]))
    if odd > 0.01 * len(text[:20_000]) or "\x00" in text:
        raise UnreadableResume(
            "This file is not a PDF, Word document, JSON Resume or text. "
            "Please save the résumé as a PDF and send that."
        )
    return text


def extract(text: str) -> Extracted:
    """Return a text as one page, without the marks of Markdown and with its lines restored.

    What follows after LONGEST_TEXT is left out.
    """
    text = text[:LONGEST_TEXT]
    links = tuple(link for _, link in _MARKDOWN_LINK.findall(text))
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _MARKS.sub("", text)
    rows = text.splitlines()
    longest = LONGEST_ROW if len(rows) > 3 else 60
    page = "\n".join(_restored(row) if len(row) > longest else row for row in rows)
    return Extracted([page], links)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _restored(row: str) -> str:
    """A text pasted as one long row has two spaces where its lines ended."""
    row = _GLUED_YEARS.sub(r"\1 – \2", row)
    row = _LOST_DASH.sub(r"\1 – \2", row)
    return re.sub(r" {2,}", "\n", row)
