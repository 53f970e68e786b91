"""Open roles in the XML that job boards read: a `source` of `job`s, each text in CDATA."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from pipeline.careers.places import is_remote
from pipeline.feeds.feed import Feed, Item
from pipeline.feeds.xml_texts import cdata
from pipeline.models import Opening
from pipeline.models.openings import EmploymentType, Workplace
from pipeline.postings.addresses import Address, read_addresses

CONTENT_TYPE = "application/xml; charset=utf-8"
JOB_TYPES: Mapping[str, str] = {
    EmploymentType.FULL_TIME: "fulltime",
    EmploymentType.PART_TIME: "parttime",
    EmploymentType.CONTRACT: "contract",
    EmploymentType.TEMPORARY: "temporary",
    EmploymentType.INTERNSHIP: "internship",
}


def write_job_boards(feed: Feed, _address: str) -> bytes:
    """Return the feed as a document; what is not known is an empty element."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<source>",
        _say("publisher", feed.company.name),
        _say("publisherurl", feed.home),
        _say("lastBuildDate", _moment(feed.updated_at)),
    ]
    for item in feed.items:
        lines += ["<job>", *(_say(name, text) for name, text in _job(feed, item)), "</job>"]
    return "\n".join([*lines, "</source>", ""]).encode()


def _job(feed: Feed, item: Item) -> Iterator[tuple[str, str]]:
    opening = item.opening
    yield "title", item.title
    yield "date", _moment(item.posted_at)
    yield "referencenumber", str(opening.pk)
    yield "requisitionid", opening.ref
    yield "url", item.url
    yield "company", feed.company.name
    yield "sourcename", feed.company.name
    yield from _place(opening)
    yield "description", item.html
    yield "salary", f"{opening.pay_words} per year" if opening.has_pay_range else ""
    yield "jobtype", JOB_TYPES.get(opening.employment_type, "")
    yield "category", opening.specialization.name
    yield "experience", opening.level.name
    yield "remotetype", _remote_type(opening)
    if opening.closes_on:
        yield "expirationdate", opening.closes_on.isoformat()


def _place(opening: Opening) -> Iterator[tuple[str, str]]:
    """Yield the first place that is named; job boards take one for a job."""
    first = next(iter(read_addresses(opening.location)), Address())
    is_elsewhere = first == Address() and not is_remote(opening)
    yield "city", opening.location if is_elsewhere else first.city
    yield "state", first.state
    yield "country", first.country
    yield "postalcode", ""


def _remote_type(opening: Opening) -> str:
    if is_remote(opening):
        return "Fully remote"
    return "Hybrid remote" if opening.workplace == Workplace.HYBRID else ""


def _say(name: str, text: str) -> str:
    return f"<{name}>{cdata(text)}</{name}>"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
