"""Locations as city, state and country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.postings.addresses import Address, country_name, read_addresses, state_name


@pytest.mark.parametrize(
    ("location", "addresses"),
    [
        ("Berlin", [Address("Berlin", "", "DE")]),
        ("Berlin or remote", [Address("Berlin", "", "DE")]),
        ("Munich, Germany", [Address("Munich", "", "DE")]),
        ("Ulm, Germany", [Address("Ulm", "", "DE")]),
        ("London, UK", [Address("London", "", "GB")]),
        ("Denver, CO", [Address("Denver", "CO", "US")]),
        ("Springfield, IL", [Address("Springfield", "IL", "US")]),
        ("New York, NY", [Address("New York", "NY", "US")]),
        ("Albany, New York", [Address("Albany", "NY", "US")]),
        ("Dublin", [Address("Dublin", "", "IE")]),
        ("Dublin, CA", [Address("Dublin", "CA", "US")]),
        ("Paris, TX", [Address("Paris", "TX", "US")]),
        ("Hamburg; Lisbon", [Address("Hamburg", "", "DE"), Address("Lisbon", "", "PT")]),
        ("Hamburg / Hamburg", [Address("Hamburg", "", "DE")]),
        ("Remote (US)", [Address("", "", "US")]),
        ("Remote, Germany", [Address("", "", "DE")]),
        ("Remote, California", [Address("", "CA", "US")]),
        ("Remote, Europe", [Address(area="European Union")]),
        ("Remote", []),
        ("Worldwide", []),
        ("Nowhere in particular", []),
        ("", []),
    ],
)
def test_a_location_is_read_as_far_as_it_says_a_place(location, addresses):
    assert list(read_addresses(location)) == addresses


def test_codes_have_names():
    assert country_name("DE") == "Germany"
    assert country_name("US") == "United States"
    assert country_name("XX") == "XX"
    assert state_name("NY") == "New York"
    assert state_name("CO") == "Colorado"


@given(st.text(max_size=160))
def test_any_location_can_be_read(text):
    for address in read_addresses(text):
        assert address != Address()
