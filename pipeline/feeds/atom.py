"""Open roles as Atom (RFC 4287)."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from pipeline.feeds.feed import Feed, Item
from pipeline.feeds.xml_texts import sayable

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def write_atom(feed: Feed, address: str) -> bytes:
    """Return the feed as a document that stands at `address`."""
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _say(root, "id", feed.id)
    _say(root, "title", feed.title)
    _say(root, "updated", _moment(feed.updated_at))
    _say(_say(root, "author"), "name", feed.company.name)
    _say(root, "link", rel="self", type="application/atom+xml", href=address)
    _say(root, "link", rel="alternate", type="text/html", href=feed.home)
    _say(root, "generator", "Fortnight")
    for item in feed.items:
        _add_entry(root, item)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_entry(root, item: Item):
    entry = _say(root, "entry")
    _say(entry, "id", item.id)
    _say(entry, "title", item.title)
    _say(entry, "link", rel="alternate", type="text/html", href=item.url)
    _say(entry, "published", _moment(item.posted_at))
    _say(entry, "updated", _moment(item.updated_at))
    for row in (item.opening.specialization, item.opening.level):
        _say(entry, "category", term=row.key, label=row.name)
    _say(entry, "summary", item.summary)
    _say(entry, "content", item.html, type="html")


def _say(parent, name, text="", **attributes):
    clean = {key: sayable(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, name, clean)
    element.text = sayable(text)
    return element


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
