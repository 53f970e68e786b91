"""Links that lead to one person: profiles and personal pages, brought to one form.

Of hosts listed here only addresses of people count: a repository, a paper or the page of a firm
belongs to many. Of any other host a page counts, and its home page does not.
"""

# ruff: noqa: SIM905 - words in lines, not a column of quotes

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

LONGEST = 500

_NAME = r"([\w.~@-]+)"
PROFILES: dict[str, str] = {
    "github.com": _NAME,
    "gitlab.com": _NAME,
    "codeberg.org": _NAME,
    "bitbucket.org": _NAME,
    "huggingface.co": _NAME,
    "kaggle.com": _NAME,
    "x.com": _NAME,
    "medium.com": r"(@[\w.-]+)",
    "linkedin.com": r"(?:in|pub)/([^/]+)(?:/[a-z]{2})?",
    "arxiv.org": r"a/([\w.-]+?)(?:\.html)?",
    "orcid.org": r"(\d{4}-\d{4}-\d{4}-[\dx]{4})",
    "researchgate.net": r"profile/([^/]+)",
    "semanticscholar.org": r"author/(?:[^/]+/)?(\d+)",
    "stackoverflow.com": r"users/(\d+)(?:/[^/]*)?",
    "bsky.app": r"profile/([\w.:-]+)",
    "youtube.com": r"(@[\w.-]+)",
    "dblp.org": r"pid/([\w/-]+?)(?:\.html)?",
    "facebook.com": _NAME,
    "instagram.com": _NAME,
}
"""What the path of a person's page looks like, by host; the group names the person there."""

ASKED_FOR = {"scholar.google.com": ("citations", "user"), "openreview.net": ("profile", "id")}
"""Pages that name the person in the query: path, and name of the value."""

OTHER_NAMES = {"twitter.com": "x.com", "mobile.twitter.com": "x.com", "hf.co": "huggingface.co"}
NO_PERSON = frozenset(
    "about blog careers company explore features home jobs join login orgs papers pricing search"
    " settings signup topics datasets models spaces docs".split()
)
"""First words of paths that are pages of the host itself."""

OF_MANY = frozenset(
    {"doi.org", "dx.doi.org", "aclanthology.org", "proceedings.mlr.press", "youtu.be"}
    | {"drive.google.com", "docs.google.com", "papers.nips.cc", "openaccess.thecvf.com"}
)
"""Hosts of works, which have several authors and are linked by others."""

OWN_PAGES = (".github.io", ".gitlab.io", ".substack.com", ".medium.com", ".wordpress.com")
"""Hosts below which each person has a home page of their own."""


def link_key(link: str) -> str:
    """Return the address without scheme, www, query and last slash; blank where it is nobody's."""
    text = link.strip()
    if not text or len(text) > LONGEST:
        return ""
    try:
        parts = urlsplit(text if re.match(r"[a-zA-Z][\w+.-]*:", text) else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return ""
    host = "linkedin.com" if host.endswith(".linkedin.com") else OTHER_NAMES.get(host, host)
    path = re.sub(r"/{2,}", "/", parts.path).strip("/")
    if host in ASKED_FOR:
        return _asked_for(host, path, parts.query)
    if host in PROFILES:
        return _profile(host, path)
    if host in OF_MANY or not (path or host.endswith(OWN_PAGES)):
        return ""
    return f"{host}/{path}".rstrip("/")


def _profile(host: str, path: str) -> str:
    found = re.fullmatch(PROFILES[host], path.lower())
    if not found or found[1] in NO_PERSON:
        return ""
    start = path.lower()[: found.start(1)] if host != "linkedin.com" else "in/"
    return f"{host}/{start}{found[1]}"


def _asked_for(host: str, path: str, query: str) -> str:
    page, name = ASKED_FOR[host]
    person = parse_qs(query).get(name, [""])[0].strip()
    return f"{host}/{page}?{name}={person}" if path == page and person else ""
