"""Markdown as people write it in mail: to HTML, and to plain text."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
    *("h1", "h2", "h3", "h4"),
}
SCHEMES = {"http", "https", "mailto"}
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)'\]]")
SIGNS = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|^(?:[-+=#]|\d+(?=[.)]))", re.MULTILINE)


def render_html(text: str) -> str:
    """Return `text` as HTML of few tags, without styles; links lead to the web or to mail only.

    HTML within `text` is shown as it was typed.
    """
    tokens = _parse(text)
    for token in tokens:
        token.children = list(_with_links(token.children or []))
    html = _reader().renderer.render(tokens, _reader().options, {})
    return clean_html(html).strip()


def clean_html(html: str) -> str:
    """Return HTML that others wrote without scripts, styles, pictures and anything remote."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        clean_content_tags={"script", "style", "title", "template", "svg", "math"},
        link_rel="noopener noreferrer nofollow",
    )


def render_plain(text: str) -> str:
    """Return `text` for a mail program without HTML: what is marked up reads as it is meant."""
    return _plain_blocks(_parse(text)).strip()


def escape(value: str) -> str:
    """Return `value` so that Markdown shows it as it is, whatever signs it has."""
    if ADDRESS.fullmatch(value):
        return value
    return SIGNS.sub(lambda sign: _escaped(sign[0]), value)


def _escaped(sign):
    """Of a number that would begin a list the full stop is escaped, which follows it."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


@cache
def _reader():
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def _parse(text) -> Sequence[Token]:
    return _reader().parse(text.replace("\0", "").replace("\r\n", "\n"))


def _with_links(tokens: Iterable[Token]):
    """The same inline tokens, with addresses that stand bare made into links."""
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not depth:
            yield from _linked(token.content)
        else:
            yield token


def _linked(text):
    end = 0
    for found in ADDRESS.finditer(text):
        yield _text(text[end : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": found[0]})
        yield _text(found[0])
        yield Token("link_close", "a", -1)
        end = found.end()
    yield _text(text[end:])


def _text(content):
    return Token("text", "", 0, content=content)


BULLETS = {"bullet_list_open", "ordered_list_open"}


def _plain_blocks(tokens) -> str:
    """Blocks with a blank line between; items of lists and quotations are set in."""
    blocks, lists, starts, depth = [], [], [], 0
    for token in tokens:
        if token.type in BULLETS:
            first = int(token.attrGet("start") or 1)
            lists.append(first if token.type == "ordered_list_open" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            starts.append(_bullet(lists))
        elif token.type in {"blockquote_open", "blockquote_close"}:
            depth += token.nesting
        elif token.type == "hr":
            blocks.append("---")
        elif token.type in {"inline", "fence", "code_block"}:
            words = _plain_inline(token.children) if token.type == "inline" else token.content
            blocks.append(_set_in(words.rstrip(), starts, lists, depth))
            starts.clear()
    return _joined(blocks)


def _bullet(lists):
    number = lists[-1]
    if number is None:
        return "- "
    lists[-1] += 1
    return f"{number}. "


def _set_in(words, starts, lists, depth):
    indent = "  " * max(0, len(lists) - 1)
    first = indent + (starts[-1] if starts else "  " * bool(lists))
    rest = indent + "  " * bool(lists)
    lines = words.split("\n")
    lines = [first + lines[0], *(rest + line for line in lines[1:])]
    return "\n".join("> " * depth + line for line in lines)


def _joined(blocks):
    """Items of a list follow one another; everything else stands apart."""
    text = ""
    for before, block in zip(["", *blocks], blocks, strict=False):
        is_item = re.match(r"\s*(?:- |\d+\. )", block) and re.match(r"\s*(?:- |\d+\. )", before)
        text += ("\n" if is_item else "\n\n") + block
    return text


def _plain_inline(tokens) -> str:
    text, links = "", []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrGet("href") or ""), len(text)))
        elif token.type == "link_close":
            href, start = links.pop()
            text += _address_after(text[start:], href)
        elif token.type in {"softbreak", "hardbreak"}:
            text += "\n"
        else:
            text += token.content
    return text


def _address_after(words, href):
    is_said = href.removeprefix("mailto:") == words
    return "" if is_said else f" ({href})"
