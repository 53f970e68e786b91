"""Places as people write them."""

import pytest

from pipeline.postings.places import find_places


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("Denver, CO", {"CO"}),
        ("Denver", {"CO"}),
        ("denver, colorado", {"CO"}),
        ("Hybrid in Boulder", {"CO"}),
        ("New York", {"NY", "NYC"}),
        ("New York, NY", {"NY", "NYC"}),
        ("NYC", {"NY", "NYC"}),
        ("Albany, New York", {"NY"}),
        ("Manhattan, KS", {"KS"}),
        ("Washington, DC", {"DC"}),
        ("Washington, D.C.", {"DC"}),
        ("Seattle, Washington", {"WA"}),
        ("Portland, OR", {"OR"}),
        ("Dublin", {"EU"}),
        ("Dublin, CA", {"CA"}),
        ("Berlin, DE", {"EU"}),
        ("MÜNCHEN", {"EU"}),
        ("Paris, Texas", {"TX"}),
        ("Toronto, CA", set()),
        ("Tel Aviv, IL", set()),
        ("Belfast, Northern Ireland", set()),
        ("Remote (US)", {"US"}),
        ("Remote within the U.S.", {"US"}),
        ("Remote, California", {"CA"}),
        ("Remote, Canada", set()),
        ("Remote (EU)", {"EU"}),
        ("San Francisco, CA or Remote (US)", {"CA", "US"}),
        ("Chicago / Austin", {"IL", "TX"}),
        ("Anywhere", {"*"}),
        ("", set()),
        ("Atlantis", set()),
    ],
)
def test_a_place_is_found_as_people_write_it(location, places):
    assert set(find_places(location)) == places


def test_remote_alone_is_where_the_currency_is():
    assert find_places("Remote", "EUR") == ("EU",)
    assert find_places("Fully remote", "USD") == ("US",)
