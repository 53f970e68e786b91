"""Every table says where it is from and when it was looked at, and can be read."""

import re
from datetime import date

import pytest
import yaml

from pipeline.framework.tools import FILE as TOOLS
from pipeline.postings.rule_tables import FOLDER, read_table
from tests.pipeline.postings.days import TODAY

TABLES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_is_dated(path):
    if path.stem != "places":
        assert re.search(r"20\d\d-\d\d-\d\d", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("table", ["pay_laws", "salary_history_laws"])
def test_each_law_has_a_place_a_source_and_dates(table):
    places = read_table("places")
    known = {**places["states"], **places["cities"], **places["regions"]}
    for law in read_table(table):
        assert law["place"] in known, law
        assert law["source"]
        assert isinstance(law["since"], date)
        assert law["since"] <= law["checked"] <= TODAY
        if table == "pay_laws":
            assert "range" in law["must_say"]


def test_the_places_of_the_promise_have_their_law():
    assert {"CO", "NY", "NYC", "CA", "IL", "WA", "EU"} <= {
        law["place"] for law in read_table("pay_laws")
    }


def test_each_tool_has_a_year_and_a_source_and_no_name_twice():
    rows = yaml.safe_load(TOOLS.read_text(encoding="utf-8"))["tools"]
    names = [name.lower() for row in rows for name in (row["name"], *row.get("also", ()))]
    assert len(rows) >= 80
    assert sorted(names) == sorted(set(names))
    for row in rows:
        assert 1970 < row["since"] <= TODAY.year
        assert 1 <= row.get("month", 1) <= 12
        assert row["source"]


def test_each_word_to_avoid_comes_with_another():
    groups = read_table("wording")
    for group in groups:
        assert re.search(r"\d{4}", group["source"]), group["group"]
        assert group["why"]
    for row in [*read_table("buzzwords"), *(word for group in groups for word in group["words"])]:
        assert row["instead"], row
