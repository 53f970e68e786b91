"""From the Markdown of a letter to the blocks that are drawn, its merge fields filled.

The text of a template is read first and filled afterwards, so that a name with a star or a hash in
it stays a name. Headings, paragraphs, lists, rules and bold are drawn; other marks are plain text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from pipeline.offering.refusals import UnwritableLetter

FIELD = re.compile(r"\{([a-z_]+)\}")
_MARKDOWN = MarkdownIt("zero").enable(
    ["heading", "list", "hr", "emphasis", "newline", "escape", "entity"]
)
BREAK = "\n"


@dataclass
class Block:
    """`kind` is h1, h2, h3, p, item or rule; `runs` are (text, is_bold), with BREAK in texts.

    `mark` stands before an item: a dot or its number.
    """

    kind: str
    runs: list[tuple[str, bool]] = field(default_factory=list)
    mark: str = ""


class UnfilledFields(UnwritableLetter):
    """Fields that the letter uses and that the offer says nothing of, in `names`."""

    def __init__(self, names):
        self.names = names
        fields = ", ".join(f"{{{name}}}" for name in names)
        super().__init__(
            f"The letter uses {fields}, and this offer does not say it. "
            "Fill it in, or change the template."
        )


def fields_in(text: str) -> list[str]:
    """Return the names of the merge fields of a text, each once, in their order."""
    return list(dict.fromkeys(FIELD.findall(text)))


def fill_blocks(text: str, values: Mapping[str, str]) -> list[Block]:
    """Return the letter's blocks with each field filled in. Raises UnfilledFields."""
    unfilled = [name for name in fields_in(text) if not values.get(name)]
    if unfilled:
        raise UnfilledFields(unfilled)
    blocks = list(_blocks(_MARKDOWN.parse(text)))
    for block in blocks:
        block.runs = [
            (FIELD.sub(lambda found: values[found[1]], said), is_bold)
            for said, is_bold in block.runs
        ]
    return blocks


def _blocks(tokens) -> Iterator[Block]:
    kind, marks, mark = "p", [], ""
    for token in tokens:
        match token.type:
            case "heading_open":
                kind = f"h{min(int(token.tag[1]), 3)}"
            case "heading_close":
                kind = "p"
            case "bullet_list_open":
                marks.append(None)
            case "ordered_list_open":
                marks.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                marks.pop()
            case "list_item_open":
                mark = _next_mark(marks)
            case "hr":
                yield Block("rule")
            case "inline":
                yield Block("item" if marks else kind, list(_runs(token.children or [])), mark)
                mark = ""


def _next_mark(marks) -> str:
    number = marks[-1]
    if number is None:
        return "•"
    marks[-1] = number + 1
    return f"{number}."


def _runs(children) -> Iterator[tuple[str, bool]]:
    depth = 0
    for token in children:
        match token.type:
            case "strong_open":
                depth += 1
            case "strong_close":
                depth -= 1
            case "softbreak" | "hardbreak":
                yield BREAK, depth > 0
            case _ if token.content:
                yield token.content, depth > 0
