"""One form for all ways to write an address, a number, a link, a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.merging.identity_keys import email_key, fold, name_and_employer, name_keys, phone_key
from pipeline.merging.profile_links import link_key


@pytest.mark.parametrize(
    ("email", "key"),
    [
        ("Amara.Osei@Example.com", "amara.osei@example.com"),
        (" a.osei+jobs@gmail.com ", "aosei@gmail.com"),
        ("A.O.sei@GoogleMail.com", "aosei@gmail.com"),
        ("aosei+jobs@example.com", "aosei+jobs@example.com"),
        ("+@gmail.com", ""),
        ("no address", ""),
        ("@example.com", ""),
        ("", ""),
    ],
)
def test_dots_and_plus_count_but_where_the_provider_says_they_do_not(email, key):
    assert email_key(email) == key


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("+44 (0)20 7946 0958", "9460958 44 2079460958"),
        ("0044-20-7946-0958", "9460958 44 2079460958"),
        ("020 7946 0958", "9460958  2079460958"),
        ("+1 (212) 555-0100", "5550100 1 2125550100"),
        ("+353 1 234 5678", "2345678 353 12345678"),
        ("555 0100", ""),
        ("000 000 000 000", ""),
        ("1" * 40, ""),
        ("by post", ""),
    ],
)
def test_a_number_is_split_into_its_country_and_the_rest(phone, key):
    assert phone_key(phone) == key


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://www.GitHub.com/Amara/", "github.com/amara"),
        ("github.com/amara?tab=repositories#top", "github.com/amara"),
        ("https://uk.linkedin.com/in/Amara-Osei/", "linkedin.com/in/amara-osei"),
        ("http://arxiv.org/a/osei_a_1.html", "arxiv.org/a/osei_a_1"),
        ("https://twitter.com/amara", "x.com/amara"),
        ("https://scholar.google.com/citations?hl=en&user=AbC", None),
        ("https://orcid.org/0000-0002-1825-009X", "orcid.org/0000-0002-1825-009x"),
        ("https://amara.github.io", "amara.github.io"),
        ("https://Example.com/~Amara/?utm_source=x", "example.com/~Amara"),
        ("https://github.com/example/model", ""),
        ("https://linkedin.com/company/example", ""),
        ("https://huggingface.co/datasets/example", ""),
        ("https://github.com/topics", ""),
        ("https://arxiv.org/abs/2101.00001", ""),
        ("https://doi.org/10.1000/182", ""),
        ("https://example.com/", ""),
        ("https://www.example.com", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@example.com", ""),
        ("http://[::1", ""),
        ("x" * 600, ""),
        ("", ""),
    ],
)
def test_a_link_is_somebodys_own_where_it_leads_to_a_person(link, key):
    expected = "scholar.google.com/citations?user=AbC" if key is None else key
    assert link_key(link) == expected


def test_names_are_folded_and_employers_lose_their_legal_form():
    assert fold("Łukasz ØRSTED-Müller") == "lukasz orsted muller"
    keys = name_keys("Zoë Ferrer", "Example Works GmbH & Co. KG")
    assert keys == [
        "zoe exa | example works | zoe ferrer",
        "ferrer exa | example works | zoe ferrer",
    ]
    assert {name_and_employer(key) for key in keys} == {("zoe ferrer", "example works")}
    assert name_keys("Ø", "The Company") == ["o the | the company | o"]


def test_a_name_alone_is_no_identity():
    assert name_keys("Zoë Ferrer", "") == []
    assert name_keys("", "Example Works") == []
    assert name_keys("…", "—") == []


@given(st.text(max_size=600))
def test_whatever_is_typed_has_a_key_that_fits(text):
    for key in (email_key, phone_key, link_key):
        assert len(key(text)) <= 500
    for key in name_keys(text, text):
        assert len(key) <= 500
        assert key.count(" | ") == 2


@given(st.emails())
def test_an_address_brought_to_its_form_stays_there(email):
    assert email_key(email_key(email)) == email_key(email)
