"""Spans of time as people write them."""

import pytest

from pipeline.resumes.dates import is_duration, partial_date, spans_in
from pipeline.resumes.resume import PartialDate

SPANS = {
    "Sept 2018 – May 2023": ("2018-09", "2023-05"),
    "April 2017 to Present": ("2017-04", None),
    "06/2019-08/2020": ("2019-06", "2020-08"),
    "2019 – 2021": ("2019", "2021"),
    "2019-21": ("2019", "2021"),
    "since 2020": ("2020", None),
    "2020-01 – 2021-03": ("2020-01", "2021-03"),
    "2019-06-15 to 2020-02-01": ("2019-06", "2020-02"),
    "May – Aug 2022": ("2022-05", "2022-08"),
    "Jan'09 - Mar'11": ("2009-01", "2011-03"),
    "7/95 to present": ("1995-07", None),
    "1 March 2015 until 31 May 2016": ("2015-03", "2016-05"),
    "09.2018 – heute": ("2018-09", None),
    "seit März 2020": ("2020-03", None),
    "Dezember 2016 bis Januar 2018": ("2016-12", "2018-01"),
    "février 2019 à août 2020": ("2019-02", "2020-08"),
    "depuis juin 2021": ("2021-06", None),
    "January 2014 — till date": ("2014-01", None),
    "(2016 – now)": ("2016", None),
}


@pytest.mark.parametrize("written", SPANS)
def test_a_span_is_read_with_its_ends(written):
    (span,) = spans_in(written)
    start, end = SPANS[written]
    assert (str(span.start), str(span.end) if span.end else None) == (start, end)
    assert span.is_range
    assert span.is_current == (end is None)


@pytest.mark.parametrize(
    "written", ["+44 20 7946 0000", "99.97 % uptime", "in 30 days", "version 3.11", "ISO 9001"]
)
def test_other_numbers_are_no_dates(written):
    assert spans_in(written) == []


def test_a_span_that_ends_before_it_begins_is_none():
    assert not any(span.is_range for span in spans_in("2021 – 2019"))


def test_a_single_month_is_a_date_and_no_range():
    (span,) = spans_in("Award, July 2019")
    assert (span.start, span.is_range) == (PartialDate(2019, 7), False)


@pytest.mark.parametrize("written", ["2 years 10 months", "4 months", "(1 yr 2 mos)"])
def test_a_length_of_time_is_told_from_a_date(written):
    assert is_duration(written)


def test_a_partial_date_prints_and_sorts_as_iso():
    assert [str(PartialDate(2018, 9)), str(PartialDate(2018))] == ["2018-09", "2018"]
    assert partial_date("2018-09-01") == PartialDate(2018, 9)
    assert partial_date("no date") is None
