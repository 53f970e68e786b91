"""The page of a role, as anybody sees it, and what is said when it is over."""

import json
import re

import pytest
from django.utils import timezone

from tests.clients import CompanyClient
from tests.factories import make_opening
from tests.pipeline.public_roles import (
    change,
    make_speech_role,
    set_company,
    shown,
)

NASTY = "</script><script>alert(1)</script><!-- & \"'"


@pytest.fixture
def opening(acme, lead):
    return make_speech_role(lead)


def page_of(visitor, opening):
    return visitor.get(f"/careers/{opening.ref}/")


def test_a_role_costs_five_queries(opening, visitor, django_assert_num_queries):
    with django_assert_num_queries(5):  # search path, company, search path, opening, stages
        assert page_of(visitor, opening).status_code == 200


def test_a_role_shows_its_posting_its_facts_and_its_way(opening, visitor):
    page = shown(page_of(visitor, opening))
    for said in [
        "<li>Find them</li>",
        "How we hire",
        "Tell us what you need.",
        "€90,000–120,000",
        "14 days",
        "Days 1–3",
        "30–45 min",
        "4–6 hours",
        "By day 14",
        f'href="/apply/{opening.ref}/"',
        "Need an adjustment",
    ]:
        assert said in page, said


def test_the_word_of_a_link_is_passed_on_to_the_form(opening, visitor):
    assert f"/careers/{opening.ref}/?from=feed" in shown(visitor.get("/careers/?from=feed"))
    page = shown(visitor.get(f"/careers/{opening.ref}/?from=feed"))
    assert f'href="/apply/{opening.ref}/?from=feed"' in page


def test_an_address_that_no_role_ever_had_is_not_found(acme, visitor):
    answer = visitor.get("/careers/nothing-of-the-kind/")
    assert answer.status_code == 404
    assert "There is no such role" in shown(answer)


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        ("closed", 410, "takes no applications any more"),
        ("filled", 410, "takes no applications any more"),
        ("paused", 404, "takes no applications at the moment"),
    ],
)
def test_a_role_that_was_public_says_kindly_what_became_of_it(
    status, code, sentence, opening, visitor
):
    change(opening, status=status, published_at=timezone.now())
    answer = page_of(visitor, opening)
    assert answer.status_code == code
    assert sentence in shown(answer)
    assert 'href="/careers/"' in shown(answer)
    assert opening.title not in shown(answer), "it may have changed since"
    assert "application/ld+json" not in shown(answer)


@pytest.mark.parametrize("status", ["draft", "closed", "filled", "paused"])
def test_nobody_learns_of_a_role_that_the_public_never_saw(status, acme, lead, visitor):
    opening = make_opening(by=lead, title="Secret role", status=status)
    change(opening, published_at=None)
    answer = page_of(visitor, opening)
    assert answer.status_code == 404
    assert "Secret role" not in shown(answer)


def test_a_draft_stays_secret_even_if_it_was_once_public(acme, lead, visitor):
    opening = make_opening(by=lead, title="Secret role", status="draft")
    change(opening, published_at=timezone.now())
    assert "Secret role" not in shown(page_of(visitor, opening))


def data_of(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert len(found) == 1
    return json.loads(found[0])


def test_no_text_breaks_out_of_the_structured_data(acme, lead, visitor):
    opening = make_opening(
        by=lead, title=f"Engineer {NASTY}", summary=NASTY, posting={"problem": NASTY}
    )
    set_company(acme, name=f"Acme {NASTY}"[:120])
    page = shown(CompanyClient(HTTP_HOST=acme.host).get(f"/careers/{opening.ref}/"))
    data = data_of(page)
    assert data["title"] == f"Engineer {NASTY}"
    assert "<script>alert" not in page
    assert "<script>" not in data["description"]
