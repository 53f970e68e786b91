"""Charts are drawn on the server: well-formed, escaped, named, with their n and their table."""

from xml.etree import ElementTree

import pytest

from reports.charts import (
    Bar,
    Bin,
    Limit,
    Line,
    Part,
    Point,
    Stack,
    bars,
    histogram,
    lines,
    scatter,
    stacks,
)
from reports.charts.figures import say_number, say_share
from reports.charts.scales import Scale, count_ticks, day_ticks, ticks

EVIL = """<script>alert("x")</script> & 'y'"""
DAY_14 = Limit(14, "day 14")


def make_bars(rows=None, **options):
    rows = (
        [Bar("Screen", 188, "screen", "/rows/?stage=screen&p=1", ("46 %",))]
        if rows is None
        else rows
    )
    given = {"title": "Funnel", "description": "All who entered.", "n": 412}
    given |= {"heads": ("Stage", "n", "passed")} | options
    return bars(given.pop("title"), rows, **given)


def make_stacks(rows=None, **options):
    parts = (Part("Screen", 3.5, "screen"), Part("Final", 2, "final"))
    rows = [Stack("GenAI", parts, 22, "/genai/")] if rows is None else rows
    given = {"title": "Time in stage", "description": "Medians.", "n": 22, "unit": "days"}
    given |= {"limit": 14} | options
    return stacks(given.pop("title"), rows, **given)


def make_histogram(bins=None, **options):
    bins = (
        [Bin(0, 7, 3, "/a/"), Bin(7, 14, 5, "/b/"), Bin(14, float("inf"), 1)]
        if bins is None
        else bins
    )
    given = {"title": "Days to offer", "description": "Offers.", "x_label": "days"}
    given |= {"limit": DAY_14} | options
    return histogram(given.pop("title"), bins, **given)


def make_lines(drawn=None, **options):
    points = ((0, 1.0), (9, 0.5), (20, 0.1))
    band = ((0, 1.0, 1.0), (9, 0.4, 0.6), (20, 0.0, 0.2))
    drawn = [Line("All", points, band)] if drawn is None else drawn
    given = {"title": "Without an offer", "description": "By day.", "n": 63, "x_label": "days"}
    given |= {"limit": DAY_14} | options
    return lines(given.pop("title"), drawn, **given)


def make_scatter(points=None, **options):
    points = [Point(9, 0.6, "Amara Osei", "/offers/1/", "good")] if points is None else points
    given = {"title": "Days and pay", "description": "Offers.", "x_label": "days used"}
    given |= {"y_label": "position", "y_words": ((0, "low"), (1, "top"))}
    given |= {"limit": DAY_14, "band": (0.25, 0.75)} | options
    return scatter(given.pop("title"), points, **given)


CHARTS = [make_bars, make_stacks, make_histogram, make_lines, make_scatter]
every_chart = pytest.mark.parametrize("make", CHARTS, ids=lambda make: make.__name__)


def parsed(chart):
    return ElementTree.fromstring(chart)  # noqa: S314 - our own markup


@every_chart
def test_a_chart_is_well_formed(make):
    assert parsed(make()).tag == "figure"


@every_chart
def test_a_chart_carries_no_style_attribute(make):
    assert "style=" not in make()


@every_chart
def test_a_chart_has_a_name_and_says_its_description_and_n(make):
    figure = parsed(make(title="Naïve & new", description="Said aloud."))
    assert figure.get("aria-label") == "Naïve & new"
    caption = figure.find("figcaption").text
    assert "Said aloud." in caption
    assert "n\N{NARROW NO-BREAK SPACE}=\N{NARROW NO-BREAK SPACE}" in caption


@every_chart
def test_what_people_wrote_is_escaped(make):
    chart = make(title=EVIL, description=EVIL)
    assert "<script>" not in chart
    assert parsed(chart).get("aria-label") == EVIL


@pytest.mark.parametrize(
    "chart",
    [
        make_bars([Bar(EVIL, 1, "screen", f"/?q={EVIL}", (EVIL,))]),
        make_stacks([Stack(EVIL, (Part(EVIL, 1),), 1, f"/?q={EVIL}")]),
        make_histogram([Bin(0, 7, 1, f"/?q={EVIL}")]),
        make_lines([Line(EVIL, ((0, 1.0),)), Line("other", ((0, 1.0),))]),
        make_scatter([Point(1, 0.5, EVIL, f"/?q={EVIL}", EVIL)]),
    ],
)
def test_what_stands_in_the_rows_is_escaped(chart):
    assert "<script>" not in chart
    assert parsed(chart) is not None


@every_chart
def test_a_chart_without_data_says_so(make):
    figure = parsed(make([], empty="No offers yet: extend one."))
    assert figure.get("aria-label")
    assert "".join(figure.itertext()) == "No offers yet: extend one."
    assert figure.find(".//svg") is None


@every_chart
def test_the_numbers_stand_in_a_table_with_headings(make):
    table = parsed(make()).find(".//table")
    assert [head.get("scope") for head in table.findall("./thead/tr/th")]
    assert all(row.find("th").get("scope") == "row" for row in table.findall("./tbody/tr"))


@pytest.mark.parametrize(
    ("chart", "href"),
    [
        (make_bars(), "/rows/?stage=screen&p=1"),
        (make_stacks(), "/genai/"),
        (make_histogram(), "/b/"),
        (make_scatter(), "/offers/1/"),
    ],
)
def test_every_mark_leads_to_its_rows(chart, href):
    assert href in [link.get("href") for link in parsed(chart).iter("a")]


def test_a_drawing_with_links_is_no_picture_and_every_link_in_it_has_a_name():
    drawing = parsed(make_scatter()).find("svg")
    assert drawing.get("role") == "group"
    assert [link.get("aria-label") for link in drawing.iter("a")] == ["Amara Osei"]


def test_a_drawing_without_links_is_a_picture_with_a_name():
    drawing = parsed(make_lines()).find("svg")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "Without an offer. By day."


def test_bars_are_as_long_as_their_values():
    chart = parsed(make_bars([Bar("a", 200), Bar("b", 50), Bar("c", 0)]))
    assert [bar.get("width") for bar in chart.iter("rect")] == ["1000", "250"]


def test_parts_of_a_stack_lie_end_to_end():
    parts = (Part("a", 5), Part("b", 0), Part("c", 15))
    rects = list(parsed(make_stacks([Stack("row", parts, 3)])).iter("rect"))
    assert [(rect.get("x"), rect.get("width")) for rect in rects] == [("0", "250"), ("250", "750")]


def test_a_step_holds_its_share_until_the_next_point():
    drawn = [Line("All", ((0, 1.0), (21, 0.5)))]
    line = parsed(make_lines(drawn)).find(".//path[@class='line']")
    assert line.get("d") == "M44.0 16.0L508.0 16.0L508.0 102.0"


def test_points_beyond_four_clocks_stand_at_the_edge_and_the_caption_says_so():
    chart = parsed(make_scatter([Point(9, 0.5, "a"), Point(300, 0.5, "b")]))
    assert [dot.get("cx") for dot in chart.iter("circle")][1] == "508.0"
    assert "1 beyond 56 stand at the right edge." in chart.find("figcaption").text


def test_an_offer_above_its_range_is_drawn_above_it():
    chart = parsed(make_scatter([Point(9, 1.0, "top"), Point(9, 1.4, "above")]))
    top, above = (float(dot.get("cy")) for dot in chart.iter("circle"))
    assert above < top


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (9.44, "9.4"),
        (9.96, "10"),
        (12.0, "12"),
        (1204, "1,204"),
        (float("nan"), "unknown"),
    ],
)
def test_numbers_are_written_with_at_most_one_decimal(value, words):
    assert say_number(value) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.001, "< 1 %"), (0.46, "46 %"), (0.999, "> 99 %"), (1, "100 %")],
)
def test_a_share_is_never_rounded_to_none_or_all(share, words):
    assert say_share(share).replace("\N{NARROW NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1.0]), (3, 3, [3])],
)
def test_ticks_are_round_numbers(low, high, expected):
    assert ticks(low, high) == expected


def test_there_is_no_half_person_on_an_axis():
    assert count_ticks(1) == [0, 1]
    assert count_ticks(3) == [0, 1, 2, 3]


def test_days_are_marked_by_the_week_and_thinned_where_there_are_many():
    assert day_ticks(30) == [0, 7, 14, 21, 28]
    assert len(day_ticks(400)) <= 9


def test_a_value_outside_a_scale_stands_at_its_edge():
    scale = Scale(0, 10, 100, 200)
    assert [scale(value) for value in (-5, 0, 5, 10, 99)] == [100, 100, 150, 200, 200]
