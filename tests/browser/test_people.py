"""Works, tags, pools and referrals, as they are handled on screen; with and without script."""

import re

import pytest
from playwright.sync_api import expect

from pipeline.models import Application
from pipeline.people.pools import create_pool, put_in_pool
from tests.browser.axe import violations
from tests.browser.widths import width_of
from tests.factories import make_application, make_candidate, make_opening

PHONE = {"width": 320, "height": 640}
SCRIPTS = [True, False]


def look(page, has_script):
    """The page is accessible as it stands and no wider than the phone."""
    assert width_of(page) <= PHONE["width"]
    if has_script:
        assert violations(page) == []


def options(has_script):
    return {"viewport": PHONE, "java_script_enabled": has_script}


@pytest.mark.parametrize("has_script", SCRIPTS)
def test_a_tag_is_put_on_and_taken_off_where_one_is(open_page, recruiter, has_script, acme):
    person = make_candidate(name=f"Oda Lind {has_script}")
    page = open_page(f"/candidates/{person.pk}/", by=recruiter, **options(has_script))
    tags = page.get_by_role("region", name="Tags")
    tags.get_by_label("A tag to put on").fill(f"quick {has_script}")
    tags.get_by_role("button", name="Put on").click()
    expect(tags.get_by_role("link", name=f"quick {has_script}")).to_be_visible()
    look(page, has_script)
    tags.get_by_role("button", name=f"Take off quick {has_script}").click()
    expect(tags.get_by_text("No tags yet")).to_be_visible()
    assert not person.taggings.exists()


@pytest.mark.parametrize("has_script", SCRIPTS)
def test_those_ticked_in_the_list_are_tagged_and_found_again(
    open_page, recruiter, has_script, acme
):
    mark = f"Ticked{has_script}"
    people = [make_candidate(name=f"{name} {mark}") for name in ("Ada", "Bo", "Cem")]
    page = open_page(f"/candidates/?q={mark}", by=recruiter, **options(has_script))
    tag = page.get_by_label("Tag to put on those ticked")
    expect(tag).to_be_hidden()
    for name in ("Ada", "Bo"):
        page.get_by_label(f"Tick {name} {mark}").check()
    if has_script:
        expect(page.get_by_text("2 people ticked")).to_be_visible()
    look(page, has_script)
    tag.fill(mark)
    page.get_by_role("button", name="Tag", exact=True).click()
    expect(page.get_by_text(f"2 people are tagged {mark}.")).to_be_visible()
    page.goto("/tags/")
    page.get_by_role("link", name=f"2 with {mark}").click()
    expect(page.get_by_text(re.compile("^2 people"))).to_be_visible()
    expect(page.get_by_role("link", name=people[2].name)).to_have_count(0)
    look(page, has_script)


@pytest.mark.parametrize("has_script", SCRIPTS)
def test_people_go_from_a_pool_straight_into_an_opening(open_page, recruiter, has_script, acme):
    opening = make_opening(by=recruiter, title=f"Pool role {has_script}")
    people = [make_candidate(name=f"{name} Pooled{has_script}") for name in ("Ada", "Bo")]
    pool = create_pool(by=recruiter, name=f"Runners-up {has_script}")
    put_in_pool(pool, people, by=recruiter, note="Second in May")
    page = open_page(f"/pools/{pool.pk}/", by=recruiter, **options(has_script))
    page.get_by_label(f"Tick {people[0].name}").check()
    page.get_by_label("Opening", exact=True).select_option(label=f"{opening} ({opening.ref})")
    look(page, has_script)
    page.get_by_role("button", name="Add to the opening").click()
    expect(page.get_by_text(f"1 person is in {opening.title} now.")).to_be_visible()
    application = Application.objects.get(opening=opening)
    assert (application.candidate, application.origin) == (people[0], "sourced")
    page.get_by_role("link", name="In a running opening").click()
    expect(page.get_by_role("link", name=people[0].name, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=people[1].name, exact=True)).to_have_count(0)
    page.get_by_role("link", name="Everyone").click()
    page.get_by_role("button", name=f"Take out {people[1].name}").click()
    expect(page.get_by_role("link", name=people[1].name, exact=True)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=people[1].name, exact=True)).to_be_visible()


@pytest.mark.parametrize("has_script", SCRIPTS)
def test_a_link_becomes_a_work_that_somebody_checks(open_page, recruiter, has_script, acme):
    link = f"https://github.com/example/ranker{has_script}".lower()
    person = make_candidate(name=f"Ines Works{has_script}", links=link)
    page = open_page(f"/candidates/{person.pk}/", by=recruiter, **options(has_script))
    page.get_by_role("link", name=f"Take up {link}").click()
    expect(page.get_by_label("What it is")).to_have_value("repository")
    page.get_by_label("What this person did in it").fill("All of it.")
    look(page, has_script)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name=re.compile("I have checked it")).click()
    page.get_by_label("How did you check it?").fill("Read the commits.")
    look(page, has_script)
    page.get_by_role("button", name="Mark as checked").click()
    expect(page.get_by_text("1 of 1 checked")).to_be_visible()
    look(page, has_script)
    page.get_by_role("button", name=re.compile("^Take out example")).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 of 1 checked")).to_be_visible()
    assert person.works.get().verification == "Read the commits."


@pytest.mark.parametrize("has_script", SCRIPTS)
def test_an_interviewer_refers_somebody_and_the_team_sees_it(
    open_page, interviewer, lead, has_script, acme
):
    opening = make_opening(by=lead, title=f"Referral role {has_script}")
    known = make_candidate(name="Legal Name", email=f"known{has_script}@example.com")
    make_application(opening, candidate=known)
    page = open_page("/", by=interviewer, **options(has_script))
    page.get_by_role("link", name="Refer somebody").click()
    page.get_by_label("Opening", exact=True).select_option(label=f"{opening.title} ({opening.ref})")
    page.get_by_label("Their name").fill(f"Nick Name {has_script}")
    page.get_by_label("Their email").fill(f"known{has_script}@example.com")
    page.get_by_label("How you know them").fill("We shared a desk")
    page.get_by_label("Why them").fill("Finds the bug that nobody finds.")
    page.get_by_label("They know that I am passing on").check()
    look(page, has_script)
    page.get_by_role("button", name="Refer", exact=True).click()
    row = page.get_by_role("row").filter(has_text=f"Nick Name {has_script}")
    expect(row).to_contain_text("In the process")
    expect(page.get_by_text("Legal Name")).to_have_count(0)
    look(page, has_script)
    assert Application.objects.filter(opening=opening).count() == 1

    today = open_page("/", by=lead, **options(has_script))
    item = today.get_by_role("row").filter(has_text=f"Referral role {has_script}")
    item = item.filter(has_text="New referral by")
    item.get_by_role("link").first.click()
    expect(today.get_by_text("Finds the bug that nobody finds.")).to_be_visible()
    look(today, has_script)
