"""The dashboard: every number opens the rows behind it."""

import re

from playwright.sync_api import expect

from pipeline.offers import extend_offer
from tests.factories import make_offer
from tests.reports.histories import make_ungated_opening, walk


def test_each_number_opens_as_many_people_as_it_says(open_page, recruiter):
    opening = make_ungated_opening(by=recruiter)
    for _ in range(3):
        walk(opening, ("screen", 1))
    walk(opening, ("screen", 2), ("technical", 4), ("reject", 6))
    walk(opening, ("screen", 1), ("withdraw", 3))
    offered = walk(opening, ("screen", 1), ("technical", 3), ("final", 8))
    extend_offer(make_offer(offered, by=recruiter), by=recruiter)

    page = open_page(f"/reports/openings/{opening.pk}/", by=recruiter)
    links = page.locator("main a[href*='/reports/rows/']")
    said = [(link.get_attribute("href"), link.inner_text()) for link in links.all()]
    counts = {href: int(text) for href, text in said if text.isdecimal()}
    assert len(counts) > 8
    for href, count in counts.items():
        page.goto(href)
        expect(page.locator("h1 small")).to_have_text(str(count))
        expect(page.locator("main tbody tr")).to_have_count(count)


def test_days_used_stand_against_the_position_in_the_pay_range(open_page, recruiter):
    opening = make_ungated_opening(by=recruiter, pay_low=15_000_000, pay_high=25_000_000)
    offered = walk(opening, ("final", 2))
    extend_offer(make_offer(offered, by=recruiter, base=20_000_000), by=recruiter)
    page = open_page(f"/reports/openings/{opening.pk}/", by=recruiter)
    figure = page.get_by_role("region", name="Days used × position in pay range")
    expect(figure.get_by_role("link", name=re.compile(r"offer: \$200,000"))).to_be_visible()
    figure.get_by_text("The numbers behind it").click()
    row = figure.get_by_role("row").filter(has_text="$200,000")
    expect(row).to_contain_text("50 %")
