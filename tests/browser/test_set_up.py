"""Setting up: a specialization of one's own, its process, and an opening that takes both."""

from playwright.sync_api import expect


def test_a_specialization_gets_a_process_of_its_own_and_is_hired_for(open_page, lead):
    page = open_page("/specializations/", by=lead)
    page.get_by_role("link", name="Add a specialization").click()
    page.get_by_label("Name").fill("Speech ML")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("link", name="Speech ML")).to_be_visible()

    page.goto("/processes/")
    page.get_by_role("listitem").filter(has_text="Speech ML").get_by_role("button").click()
    stages = page.locator(".stages-editor > li")
    expect(stages).to_have_count(4)
    page.get_by_role("button", name="Add a stage").click()
    expect(stages).to_have_count(5)
    stages.last.get_by_label("Name").fill("Listening session")
    page.get_by_role("button", name="Up").last.click()
    expect(stages.nth(3).get_by_label("Name")).to_have_value("Listening session")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-toast]")).to_contain_text("Saved.")

    page.goto("/openings/add/form/")
    page.get_by_label("Title").fill("Speech engineer")
    page.get_by_label("Specialization").select_option(label="Speech ML")
    page.get_by_label("Level").select_option(label="Senior")
    page.get_by_role("button", name="Open the role").click()
    page.get_by_role("navigation", name="This opening").get_by_role("link", name="Board").click()
    expect(page.get_by_role("heading", name="Listening session")).to_be_visible()
