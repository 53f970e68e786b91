"""The framework as a file, by hand: taken away, edited, looked at, taken in."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from pipeline.framework.editing import current_version
from tests.browser.axe import violations
from tests.browser.widths import width_of


def edited(download, old, new):
    """Change a file that was downloaded; return it as an upload."""
    text = Path(download.path()).read_text(encoding="utf-8")
    assert old in text
    return {
        "name": "ours.yaml",
        "mimeType": "application/yaml",
        "buffer": text.replace(old, new, 1).encode(),
    }


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "none"])
def test_a_download_is_edited_looked_at_and_taken_in(open_page, lead, options):
    before = current_version()
    name = f"Framing, edition {before}"
    page = open_page("/framework/", by=lead, **options)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as YAML").click()
    upload = edited(
        download.value, "- key: framing\n  name: ", f"- key: framing\n  name: {name} # "
    )
    page.get_by_role("link", name="Take in a file").click()
    page.get_by_label("Framework file").set_input_files(upload)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("ins")).to_have_count(1)
    expect(page.locator("ins")).to_contain_text(str(before))
    page.get_by_label("What this change is about").fill("A plainer name")
    page.get_by_role("button", name=f"Take in as version {before + 1}").click()
    expect(page.get_by_role("heading", name=f"Version {before + 1}")).to_be_visible()
    expect(page.get_by_text("A plainer name")).to_be_visible()
    assert current_version() == before + 1


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 320)], ids=["wide", "phone"]
)
def test_what_would_change_and_what_is_wrong_are_accessible(
    open_page, lead, witness, scheme, width
):
    witness.expect("status of 422")
    page = open_page(
        "/framework/take-in/",
        by=lead,
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
    )
    for content, heading in (
        (b"levels:\n- key: a\n  colour: red\n", "What is wrong"),
        (b"levels:\n- key: junior\n  name: Starting out\n", "What would change"),
    ):
        page.get_by_label("Framework file").set_input_files(
            {"name": "a.yaml", "mimeType": "application/yaml", "buffer": content}
        )
        page.get_by_role("button", name="Look at it").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert violations(page) == []
        assert width_of(page) <= width
