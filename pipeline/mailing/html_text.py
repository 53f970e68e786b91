"""The text of an HTML mail."""

import re
from html.parser import HTMLParser

HIDDEN = {"script", "style", "title", "head", "template"}
BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table"}
APART = {"p", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table"}


def text_of_html(html: str) -> str:
    """Return what a person would read; lines of a quotation begin with ">"."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split(" ")).strip() for line in "".join(reader.said).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.said, self.hidden, self.depth = [], 0, 0

    def handle_starttag(self, tag, attrs):
        if tag in HIDDEN:
            self.hidden += 1
        if tag == "blockquote":
            self.depth += 1
        if tag in BREAKS:
            self._break(tag)
        if tag == "li":
            self.said.append("- ")

    def handle_endtag(self, tag):
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        if tag == "blockquote":
            self.depth = max(0, self.depth - 1)
        if tag in BREAKS - {"br", "li"}:
            self._break(tag)

    def handle_data(self, data):
        if not self.hidden:
            self.said.append(re.sub(r"\s+", " ", data))

    def _break(self, tag):
        self.said.append("\n" * (2 if tag in APART and not self.depth else 1) + "> " * self.depth)
