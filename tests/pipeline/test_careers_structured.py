"""An opening as search engines read it, and its way from application to offer."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from pipeline.careers.filters import Filters
from pipeline.careers.roles import say_posted
from pipeline.careers.steps import say_length, way_of
from pipeline.careers.structured import as_data_block, job_posting
from pipeline.days import today
from pipeline.models import Level, Opening, Specialization, Stage
from tests.factories import make_opening


def opening_with(**fields):
    return Opening(
        ref="a-role",
        title="Ranking engineer",
        specialization=Specialization(key="applied", name="Applied ML", position=1),
        level=Level(key="senior", name="Senior", position=1),
        created_at=datetime.fromisoformat("2026-03-31T23:30:00+00:00"),
        **fields,
    )


def test_a_posting_says_all_that_search_engines_ask_for(acme):
    acme.time_zone = "Europe/Berlin"
    opening = opening_with(
        location="Berlin",
        workplace="hybrid",
        employment_type="contract",
        summary="Rank <things>.",
        posting={"problem": "One.\n\n- Two"},
        pay_low=9_000_000,
        pay_high=12_000_050,
        currency="EUR",
        closes_on=date(2026, 10, 25),
    )
    assert job_posting(opening, acme) == {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": "Ranking engineer",
        "description": "<p>Rank &lt;things&gt;.</p>\n<h2>The problem</h2>\n<p>One.</p>\n"
        "<ul><li>Two</li></ul>",
        "datePosted": "2026-04-01",
        "validThrough": "2026-10-25T23:59:59+01:00",
        "employmentType": "CONTRACTOR",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Acme",
            "sameAs": acme.address("/careers/"),
        },
        "identifier": {"@type": "PropertyValue", "name": "Acme", "value": "a-role"},
        "url": acme.address("/careers/a-role/"),
        "directApply": True,
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Berlin",
                "addressCountry": "DE",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "EUR",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 90_000,
                "maxValue": 120_000.5,
                "unitText": "YEAR",
            },
        },
    }


def test_what_nobody_said_is_left_out(acme):
    said = job_posting(opening_with(), acme)
    for name in ["validThrough", "baseSalary", "jobLocation", "jobLocationType"]:
        assert name not in said
    assert said["description"] == "<p>Applied ML · Senior · Full time</p>"


def test_yen_have_no_smaller_unit(acme):
    pay = {"pay_low": 9_000_000, "pay_high": 9_000_000, "currency": "JPY"}
    said = job_posting(opening_with(**pay), acme)["baseSalary"]["value"]
    assert said == {"@type": "QuantitativeValue", "value": 9_000_000, "unitText": "YEAR"}


COUNTRY, AREA = "Country", "AdministrativeArea"


@pytest.mark.parametrize(
    ("workplace", "location", "where"),
    [
        ("remote", "Berlin", [(COUNTRY, "Germany")]),
        ("remote", "Denver, CO", [("State", "Colorado, USA")]),
        ("remote", "Remote (US)", [(COUNTRY, "United States")]),
        ("remote", "Hamburg; Lisbon", [(COUNTRY, "Germany"), (COUNTRY, "Portugal")]),
        ("remote", "", [(AREA, "Worldwide")]),
        ("", "Remote, Europe", [(AREA, "European Union")]),
        ("", "Fully remote", [(AREA, "Worldwide")]),
    ],
)
def test_remote_work_says_where_from(workplace, location, where, acme):
    said = job_posting(opening_with(workplace=workplace, location=location), acme)
    assert said["jobLocationType"] == "TELECOMMUTE"
    assert "jobLocation" not in said
    places = said["applicantLocationRequirements"]
    places = places if isinstance(places, list) else [places]
    assert [(place["@type"], place["name"]) for place in places] == where


def test_a_place_that_is_not_known_is_said_as_typed(acme):
    said = job_posting(opening_with(location=" Gotham "), acme)
    assert said["jobLocation"]["address"]["addressLocality"] == "Gotham"


def test_several_places_are_a_list(acme):
    said = job_posting(opening_with(location="Hamburg or Lisbon"), acme)
    cities = [place["address"]["addressLocality"] for place in said["jobLocation"]]
    assert cities == ["Hamburg", "Lisbon"]


@pytest.mark.parametrize("nasty", ["</script>", "<!--", "<script", "]]>", "&amp;", "\u2028", '"'])
def test_nothing_in_a_data_block_can_end_it(nasty):
    block = as_data_block({"title": nasty})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert ">" not in inside


def test_the_way_names_each_stage_with_its_days(acme, lead):
    way = way_of(make_opening(by=lead))
    assert [(step.name, step.days, step.length) for step in way.steps] == [
        ("Screen", "days 1–3", "30–45 min"),
        ("Technical", "days 4–6", "60–90 min"),
        ("Take-home", "days 7–10", "4–6 hours"),
        ("Final", "days 11–12", ""),
    ]
    assert (way.days, way.due_on) == (14, today() + timedelta(days=13))
    assert 'aria-label="Offer on day 14 of 14' in way.strip


def test_days_that_are_not_known_are_not_said(acme, lead):
    opening = make_opening(by=lead)
    opening.stages.filter(kind="technical").update(target_days=None)
    way = way_of(opening)
    assert [step.days for step in way.steps] == ["days 1–3", "", "", ""]
    assert way.strip == ""


def test_days_beyond_the_promise_are_neither_drawn_nor_told(acme, lead):
    opening = make_opening(by=lead, clock_days=5)
    assert way_of(opening).strip == ""
    assert [step.days for step in way_of(opening).steps] == ["days 1–3", "", "", ""]
    opening.stages.filter(kind="screen").update(target_days=1)
    assert way_of(opening).steps[0].days == "day 1"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (30, 45, "30–45 min"),
        (60, 90, "60–90 min"),
        (60, 60, "60 min"),
        (240, 360, "4–6 hours"),
        (120, 120, "2 hours"),
        (180, None, "from 3 hours"),
        (None, 240, "up to 4 hours"),
        (None, None, ""),
    ],
)
def test_long_stages_are_told_in_hours(low, high, words):
    assert say_length(Stage(minutes_low=low, minutes_high=high)) == words


def test_filters_that_ask_nothing_let_everything_pass():
    assert not Filters().is_any
    assert Filters().let_pass(opening_with())


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "today"), (0, "today"), (1, "yesterday"), (13, "13 days ago")]
)
def test_a_young_role_says_its_age(days, words, acme):
    at = timezone.now().astimezone(acme.zone) - timedelta(days=days)
    assert say_posted(at) == words


def test_an_older_role_says_its_date(acme):
    at = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
    assert say_posted(at) == "1 March 2026"
