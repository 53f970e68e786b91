"""The careers pages as a sitemap, and what robots may look at."""

from datetime import datetime
from xml.etree import ElementTree

from django.urls import reverse

from config.tenancy.models import Company
from pipeline.feeds.feed import Feed, address_of

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
CONTENT_TYPE = "application/xml; charset=utf-8"


def write_sitemap(feed: Feed, _address: str) -> bytes:
    root = ElementTree.Element("urlset", {"xmlns": NAMESPACE})
    _add(root, feed.home, feed.updated_at)
    for item in feed.items:
        _add(root, address_of(feed.company, item.opening), item.updated_at)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(root, address: str, at: datetime):
    page = ElementTree.SubElement(root, "url")
    ElementTree.SubElement(page, "loc").text = address
    ElementTree.SubElement(page, "lastmod").text = at.isoformat(timespec="seconds")


def robots_of(company: Company) -> str:
    """Say that robots may look at the careers pages and at nothing else."""
    careers, sitemap = reverse("pipeline:careers"), reverse("pipeline:careers_sitemap")
    lines = ["User-agent: *", f"Allow: {careers}", "Allow: /static/", "Disallow: /"]
    return "\n".join([*lines, "", f"Sitemap: {company.address(sitemap)}", ""])
