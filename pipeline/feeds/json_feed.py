"""Open roles as JSON Feed 1.1, for a company's own web site."""

import json

from pipeline.feeds.feed import Feed, Item
from pipeline.models import Opening

VERSION = "https://jsonfeed.org/version/1.1"
CONTENT_TYPE = "application/feed+json; charset=utf-8"


def write_json_feed(feed: Feed, address: str) -> bytes:
    """Return the feed as a document that stands at `address`."""
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address,
        "language": "en",
        "authors": [{"name": feed.company.name, "url": feed.home}],
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _item(item: Item) -> dict:
    opening = item.opening
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": str(item.html),
        "date_published": item.posted_at.isoformat(timespec="seconds"),
        "date_modified": item.updated_at.isoformat(timespec="seconds"),
        "tags": [opening.specialization.name, opening.level.name],
        "_fortnight": _facts_of(opening),
    }


def _facts_of(opening: Opening) -> dict:
    """Return what a list of roles shows beside the title; pay is yearly, in minor units."""
    return {
        "ref": opening.ref,
        "specialization": opening.specialization.key,
        "level": opening.level.key,
        "location": opening.location,
        "workplace": opening.workplace,
        "employment_type": opening.employment_type,
        "closes_on": opening.closes_on and opening.closes_on.isoformat(),
        "pay": _pay_of(opening),
    }


def _pay_of(opening):
    if not opening.has_pay_range:
        return None
    return {
        "low": opening.pay_low,
        "high": opening.pay_high,
        "currency": opening.currency,
        "words": f"{opening.pay_words} a year",
    }
