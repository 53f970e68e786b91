"""What the demo companies tell candidates."""

from datetime import date

import pytest

from config.demo.cast import ROLES
from config.demo.postings import intro_of, posting_of
from pipeline.opening_postings import lay_out
from pipeline.postings.linting import lint
from pipeline.postings.posting import Posting, SectionKind

PLACES = [
    pytest.param(company, role, id=f"{company}: {role.title}")
    for company, roles in ROLES.items()
    for role in roles
]


@pytest.mark.parametrize(("company", "role"), PLACES)
def test_a_demo_posting_says_every_section_and_leaves_nothing_to_mend(company, role):
    said = posting_of(company, role.title)
    assert list(said.sections) == list(SectionKind)
    posting = Posting(
        title=role.title,
        sections=said.sections,
        location=role.location,
        pay_low=20_000_000,
        pay_high=25_000_000,
    )
    findings = lint(posting, date(2026, 11, 2))
    allowed = {"pay-law-deadline"} if said.closes_in_days else set()
    assert {finding.rule for finding in findings} <= allowed


@pytest.mark.parametrize("company", ROLES)
def test_a_demo_company_says_who_it_is(company):
    assert lay_out(intro_of(company))
