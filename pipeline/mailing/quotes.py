"""What somebody wrote in an answer, and what they quoted of what they had got."""

import re

INTRODUCTION = re.compile(
    r"^(?:"
    r"(?:On|Am|Le|El|Il|Op|Den|W dniu)\b.{0,300}?(?:wrote|schrieb|écrit|escribió|scritto|schreef|"
    r"skrev|napisał\(?a?\)?)\b.{0,120}?:"
    r"|-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Forwarded message)"
    r"\s*-{2,}"
    r"|_{20,}"
    r"|From:\s.+\n(?:.+\n){0,3}?(?:Sent|Date|To):\s"
    r"|Von:\s.+\n(?:.+\n){0,3}?(?:Gesendet|Datum|An):\s"
    r")",
    re.MULTILINE,
)
"""The line above a quotation, as usual mail programs write it; it may be broken once."""

LONGEST_SEARCHED = 60_000


def split_quote(text: str) -> tuple[str, str]:
    """Return what is new in a mail, and the quotation that ends it; the latter may be blank.

    Answers between the lines of a quotation stay where they are: then nothing is folded.
    """
    text = text.replace("\r\n", "\n")
    head = text[:LONGEST_SEARCHED]
    starts = [found.start() for found in INTRODUCTION.finditer(_unbroken(head))]
    tail = _tail_of_quotes(text)
    start = min([*starts, tail], default=len(text))
    fresh, quoted = text[:start].rstrip(), text[start:].strip("\n")
    if not fresh.strip() or _answers_within(quoted):
        return text.strip(), ""
    return fresh, quoted


def _unbroken(text):
    """The introduction may be broken over two lines; a newline there reads as a blank."""
    return re.sub(r"^((?:On|Am|Le)\b[^\n]{10,200})\n([^\n]{0,120}:)$", r"\1 \2", text, flags=re.M)


def _tail_of_quotes(text):
    """Where the lines begin that all are quotations, to the end of the text."""
    lines, at = text.split("\n"), len(text)
    start = at
    for line in reversed(lines):
        at -= len(line) + 1
        if line.startswith(">"):
            start = max(at + 1, 0)
        elif line.strip():
            break
    return start


def _answers_within(quoted):
    """Say whether somebody answered line by line: words of theirs after quoted lines."""
    lines = [line for line in quoted.split("\n")[1:] if line.strip()]
    marked = [line.startswith(">") for line in lines]
    return any(marked) and not all(marked[marked.index(True) :])
