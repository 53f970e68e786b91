"""A spreadsheet of people, from the upload to the inbox: on a phone, with and without script."""

import pytest
from playwright.sync_api import expect

from pipeline.event_logs.claims import run_due_imports
from pipeline.models import Application
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import make_opening

PHONE = {"width": 320, "height": 640}
SHEET = "Full name;E-mail;Notes\nZoë Ferrer{0};zoe{0}@example.com;met in May\nNo Address{0};no@;\n"


@pytest.fixture(autouse=True)
def files_of_the_house(house, settings):
    """The worker here reads what the house was given."""
    settings.FILES_ROOT = house.folder / "files"


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sheet_is_looked_at_tried_and_imported(open_page, recruiter, has_script, scheme, acme):
    mark = f"{scheme}{has_script}"
    opening = make_opening(by=recruiter, title=f"Engineer {mark}")
    options = {"viewport": PHONE, "java_script_enabled": has_script, "color_scheme": scheme}
    page = open_page("/imports/", by=recruiter, **options)
    page.get_by_role("link", name="People", exact=True).click()
    data = SHEET.format(mark).encode("cp1252")
    page.get_by_label("File").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.get_by_label("Opening", exact=True).select_option(label=opening.title)
    look(page, has_script)
    page.get_by_role("button", name="Look at it").click()

    expect(page.get_by_label("“Full name” is")).to_have_value("name")
    expect(page.get_by_text(f"Zoë Ferrer{mark}")).to_be_visible()
    page.get_by_label("“Notes” is").select_option("")
    look(page, has_script)
    page.get_by_role("button", name="Try it").click()
    run_due_imports()
    page.reload()
    expect(page.get_by_text("“no@” is not an e-mail address such as")).to_be_visible()
    look(page, has_script)
    page.get_by_role("button", name="Import the other 1 only").click()
    run_due_imports()
    page.reload()
    expect(page.get_by_text(f"Imported into “{opening.title}”")).to_be_visible()
    look(page, has_script)
    assert [row.candidate.name for row in Application.objects.filter(opening=opening)] == [
        f"Zoë Ferrer{mark}"
    ]


def look(page, has_script):
    """The page is accessible and no wider than the phone."""
    assert width_of(page) <= PHONE["width"]
    if has_script:
        assert violations(page) == []
