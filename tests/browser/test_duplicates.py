"""Two records of one person: found, compared, merged, and parted again; with and without script."""

import pytest
from playwright.sync_api import expect

from pipeline.merging.twins import keep_twins
from pipeline.models import Candidate, Employment
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import make_application, make_candidate, make_opening

SIZES = {"phone": {"width": 390, "height": 844}, "wide": {"width": 1280, "height": 900}}


def make_twins(mark, by):
    """Somebody who applied, and came again by a list under another address."""
    opening = make_opening(by=by, title=f"Robotics engineer {mark}")
    phone = f"+49 30 5{sum(map(ord, mark)):07}"
    first = make_candidate(
        name=f"Yara {mark}", email=f"yara-{mark}@example.com", phone=phone, location="Berlin"
    )
    second = make_candidate(
        name=f"Y. {mark}",
        email=f"y.{mark}@example.org",
        phone=phone,
        links="https://github.com/yara-example",
        source="Example Jobs",
    )
    for person, employer in ((first, "Example Robotics"), (second, "Example Robotics GmbH")):
        make_application(opening, candidate=person, by=by)
        Employment.objects.create(candidate=person, employer=employer, started="2021")
    keep_twins([first.pk, second.pk])
    return first, second


WAYS = [
    ("wide", "light", True),
    ("wide", "dark", True),
    ("phone", "dark", True),
    ("phone", "light", False),
]


@pytest.mark.parametrize(("size", "scheme", "has_script"), WAYS)
def test_two_records_become_one_and_two_again(open_page, recruiter, size, scheme, has_script):
    mark = f"Haddad{size}{scheme}"
    first, second = make_twins(mark, recruiter)
    options = {"viewport": SIZES[size], "color_scheme": scheme, "java_script_enabled": has_script}
    page = open_page(f"/candidates/{first.pk}/", by=recruiter, **options)
    expect(page.get_by_text("This may be the same person as")).to_be_visible()
    page.goto("/candidates/duplicates/")
    group = page.locator("section.panel").filter(has_text=f"yara-{mark}@example.com")
    expect(group.get_by_text("The same phone number")).to_be_visible()
    look(page, size, has_script)
    group.get_by_role("link", name="Merge these").click()

    expect(page.get_by_role("heading", name="Merge records of one person")).to_be_visible()
    expect(page.get_by_text("more than once")).to_be_visible()
    page.get_by_role("radio", name=f"y.{mark}@example.org").check()
    look(page, size, has_script)
    page.get_by_role("button", name="Merge into one").click()

    expect(page.get_by_text("2 records are one now.")).to_be_visible()
    expect(page.get_by_role("heading", name="Merged records")).to_be_visible()
    kept = Candidate.objects.present().get(pk=first.pk)
    assert (kept.name, kept.email) == (f"Yara {mark}", f"y.{mark}@example.org")
    look(page, size, has_script)

    page.goto("/candidates/merges/")
    look(page, size, has_script)
    page.get_by_role("button", name=f"Undo the merge of Y. {mark}").click()
    expect(page.get_by_text(f"Y. {mark} is a record of its own again.")).to_be_visible()
    assert Candidate.objects.present().filter(pk__in=[first.pk, second.pk]).count() == 2


def test_two_different_people_are_said_to_be_and_it_is_taken_back(open_page, recruiter):
    make_twins("Solbergtwo", recruiter)
    page = open_page("/candidates/duplicates/", by=recruiter, viewport=SIZES["wide"])
    name = "Two different people (Yara Solbergtwo and Y. Solbergtwo)"
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text("are two people.")).to_be_visible()
    expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name=name)).to_be_visible()


def look(page, size, has_script):
    """The page is accessible and no wider than its window."""
    assert width_of(page) <= SIZES[size]["width"]
    if has_script:
        assert violations(page) == []
