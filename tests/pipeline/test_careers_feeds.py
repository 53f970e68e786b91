"""Feeds of open roles: Atom, JSON Feed, the XML of job boards, and the sitemap."""

import json
from datetime import date, datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from config.tenancy.models import Company
from config.tenancy.schemas import inside, outside
from pipeline.days import today
from pipeline.feeds.atom import write_atom
from pipeline.feeds.changes import last_closing
from pipeline.feeds.feed import feed_of, gather
from pipeline.feeds.job_boards import write_job_boards
from pipeline.feeds.json_feed import write_json_feed
from pipeline.feeds.sitemap import write_sitemap
from pipeline.models import Level, Opening, Specialization
from pipeline.openings import change_status, edit_opening
from tests.clients import CompanyClient
from tests.factories import make_opening

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {
    "/careers/atom.xml": "application/atom+xml; charset=utf-8",
    "/careers/feed.json": "application/feed+json; charset=utf-8",
    "/careers/jobs.xml": "application/xml; charset=utf-8",
    "/sitemap-careers.xml": "application/xml; charset=utf-8",
}
LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT"


@pytest.fixture
def opening(acme, lead):
    return make_opening(
        by=lead,
        title="Speech & vision",
        location="Denver, CO",
        workplace="hybrid",
        pay_low=15_000_000,
        pay_high=18_000_000,
        posting={"problem": "One.\n- Two <b>"},
        closes_on=today() + timedelta(days=9),
    )


def tree_of(visitor, path):
    return ElementTree.fromstring(visitor.get(path).content)  # noqa: S314 - our own


def test_the_atom_feed_has_what_the_standard_asks_for(opening, visitor, acme):
    root = tree_of(visitor, "/careers/atom.xml")
    assert root.tag == f"{ATOM}feed"
    for name in ["id", "title", "updated", "author"]:
        assert len(root.findall(ATOM + name)) == 1, name
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": acme.address("/careers/atom.xml"),
        "alternate": acme.address("/careers/"),
    }
    (entry,) = root.findall(f"{ATOM}entry")
    said = {name: entry.findtext(ATOM + name) for name in ["id", "title", "published", "updated"]}
    assert said["id"].startswith(f"tag:{acme.host},")
    assert said["id"].endswith(f":openings/{opening.pk}")
    assert said["title"] == "Speech & vision"
    for moment in (said["published"], said["updated"], root.findtext(f"{ATOM}updated")):
        assert datetime.fromisoformat(moment).tzinfo is not None
    content = entry.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "<ul><li>Two &lt;b&gt;</li></ul>" in content.text
    assert entry.find(f"{ATOM}link").get("href") == acme.address(
        f"/careers/{opening.ref}/?from=feed"
    )


def test_the_json_feed_has_what_the_standard_asks_for(opening, visitor, acme):
    document = json.loads(visitor.get("/careers/feed.json").content)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"] == acme.address("/careers/feed.json")
    assert document["home_page_url"] == acme.address("/careers/")
    (item,) = document["items"]
    assert isinstance(item["id"], str)
    assert "<li>Two &lt;b&gt;</li>" in item["content_html"]
    assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    assert item["_fortnight"]["pay"] == {
        "low": 15_000_000,
        "high": 18_000_000,
        "currency": "USD",
        "words": "$150,000–180,000 a year",
    }


def test_the_feed_of_job_boards_says_every_element_they_read(opening, visitor, acme):
    root = tree_of(visitor, "/careers/jobs.xml")
    assert root.tag == "source"
    assert root.findtext("publisher") == acme.name
    (job,) = root.findall("job")
    said = {element.tag: element.text or "" for element in job}
    assert datetime.fromisoformat(said.pop("date")).tzinfo is not None
    assert "<li>Two &lt;b&gt;</li>" in said.pop("description")
    assert said == {
        "title": "Speech & vision",
        "referencenumber": str(opening.pk),
        "requisitionid": opening.ref,
        "url": acme.address(f"/careers/{opening.ref}/?from=feed"),
        "company": acme.name,
        "sourcename": acme.name,
        "city": "Denver",
        "state": "CO",
        "country": "US",
        "postalcode": "",
        "salary": "$150,000–180,000 per year",
        "jobtype": "fulltime",
        "category": "Applied ML",
        "experience": "Senior",
        "remotetype": "Hybrid remote",
        "expirationdate": opening.closes_on.isoformat(),
    }
    assert b"<title><![CDATA[Speech & vision]]></title>" in visitor.get("/careers/jobs.xml").content


def test_the_sitemap_names_the_list_and_each_role(opening, visitor, acme):
    root = tree_of(visitor, "/sitemap-careers.xml")
    places = [element.text for element in root.iter() if element.tag.endswith("loc")]
    assert places == [acme.address("/careers/"), acme.address(f"/careers/{opening.ref}/")]


def test_links_of_feeds_lead_to_the_role_and_say_where_it_was_found(opening, visitor):
    (item,) = json.loads(visitor.get("/careers/feed.json").content)["items"]
    split = urlsplit(item["url"])
    assert parse_qs(split.query) == {"from": ["feed"]}
    assert visitor.get(f"{split.path}?{split.query}").status_code == 200


@pytest.mark.parametrize(("path", "content_type"), FEEDS.items())
def test_a_feed_is_sent_once_and_then_only_when_it_changed(
    path, content_type, opening, visitor, lead
):
    answer = visitor.get(path)
    assert answer["Content-Type"] == content_type
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Access-Control-Allow-Origin"] == "*"
    validators = [
        {"If-None-Match": answer["ETag"]},
        {"If-None-Match": f"W/{answer['ETag']}"},
        {"If-Modified-Since": answer["Last-Modified"]},
    ]
    for headers in validators:
        again = visitor.get(path, headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again["ETag"] == answer["ETag"]
    assert visitor.get(path, headers={"If-Modified-Since": LONG_AGO}).status_code == 200
    make_opening(by=lead, title="Another")
    assert visitor.get(path, headers=validators[0]).status_code == 200


@pytest.mark.parametrize("garbage", ['"', "W/", "*,", "\x7f", "x" * 9000])
def test_garbage_validators_get_the_whole_feed(garbage, opening, visitor):
    for header in ["If-None-Match", "If-Modified-Since"]:
        assert visitor.get("/careers/atom.xml", headers={header: garbage}).status_code == 200


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_costs_the_same_queries_for_any_number_of_roles(
    path, rows, acme, lead, visitor, django_assert_num_queries
):
    for _ in range(rows):
        make_opening(by=lead, posting={"problem": "Ranking"})
    with django_assert_num_queries(6):  # search path, company, search path, and three
        visitor.get(path)


def test_an_entry_is_updated_by_what_the_public_reads(own_database):
    """Moments of the trail are those of transactions: this test commits its own."""
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening(title="Speech")
        before = gather(acme)
        opening = edit_opening(opening, by=None, version=opening.version, headcount=4)
        assert gather(acme).items[0].updated_at == before.items[0].updated_at
        edit_opening(opening, by=None, version=opening.version, title="Speech and vision")
        after = gather(acme)
    assert after.items[0].updated_at > before.items[0].updated_at
    assert after.updated_at > before.updated_at
    (entry,) = tree_of(CompanyClient(HTTP_HOST=acme.host), "/careers/atom.xml").findall(
        f"{ATOM}entry"
    )
    said = datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
    assert said == after.items[0].updated_at.replace(microsecond=0)


def test_a_role_that_leaves_changes_the_feed_for_those_who_ask_by_date(own_database):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        opening = make_opening(title="Speech")
        before = gather(acme)
        change_status(opening, "closed", by=None)
        after = gather(acme)
    assert (len(before.items), len(after.items)) == (1, 0)
    assert after.updated_at > before.updated_at


def test_the_closing_day_changes_the_feed_at_its_midnight(acme, lead):
    make_opening(by=lead, closes_on=today() - timedelta(days=1))
    midnight = datetime.combine(today(), time(), acme.zone)
    assert last_closing(acme.zone) == midnight
    assert gather(acme).updated_at >= midnight


def nasty_feed(text):
    specialization = Specialization(key="applied", name=text or "Applied", position=1)
    now = datetime.fromisoformat("2026-01-02T03:04:05+00:00")
    opening = Opening(
        ref="a-role",
        title=text,
        summary=text,
        location=text,
        specialization=specialization,
        level=Level(key="senior", name=text or "Senior", position=1),
        posting={"problem": text, "stack": f"- {text}"},
        pay_low=100,
        pay_high=250,
        closes_on=date(2026, 2, 1),
        created_at=now,
    )
    company = Company(slug="acme", name=text or "Acme", created_at=now)
    return feed_of(company, [opening], {}, now)


def as_xml_reads(text):
    """What is left of a text: no forbidden signs, and line ends as XML has them."""
    kept = "".join(
        sign
        for sign in text
        if sign in "\t\n\r"
        or "\x20" <= sign <= "\ud7ff"
        or "\ue000" <= sign <= "\ufffd"
        or sign > "\uffff"
    )
    return kept.replace("\r\n", "\n").replace("\r", "\n")


NASTY = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from(["]]>", "]]", ">", "<![CDATA[", "&amp;", "&", "</job>", "\r\n", "\x0b", "￿"])
).map("".join)


@given(NASTY)
@example("]]>")
@example("]]]]>>")
@example("\x00\x0b\ufffe\uffff\U0001f600")
def test_every_feed_can_be_read_whatever_the_texts_are(text):
    feed = nasty_feed(text)
    atom = ElementTree.fromstring(write_atom(feed, "https://x.example/"))  # noqa: S314
    assert (atom.findtext(f"{ATOM}entry/{ATOM}title") or "") == as_xml_reads(text)
    jobs = ElementTree.fromstring(write_job_boards(feed, "https://x.example/"))  # noqa: S314
    assert (jobs.findtext("job/title") or "") == as_xml_reads(text)
    assert [child.tag for child in jobs].count("job") == 1
    document = json.loads(write_json_feed(feed, "https://x.example/"))
    assert document["items"][0]["title"] == text
    ElementTree.fromstring(write_sitemap(feed, "https://x.example/"))  # noqa: S314


def test_the_name_of_a_company_changes_the_feed(opening, acme, visitor):
    before = visitor.get("/careers/atom.xml")
    with outside():
        Company.objects.filter(pk=acme.pk).update(name="Acme & Sons")
    after = CompanyClient(HTTP_HOST=acme.host).get("/careers/atom.xml")
    assert b"Open roles at Acme &amp; Sons" in after.content
    assert after["ETag"] != before["ETag"]
