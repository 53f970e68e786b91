"""Somebody applies: a résumé fills in the form, questions are answered, with script and without."""

import json
import re

import pytest
from playwright.sync_api import expect

from pipeline.models import Application, Document, ScreeningQuestion
from tests.browser.applying import send
from tests.browser.looks import look
from tests.factories import make_opening

VISA = "May you work in the EU?"


def resume_of(name, email):
    basics = {
        "name": name,
        "email": email,
        "phone": "+49 30 5550100",
        "url": "https://a.example.com",
    }
    content = json.dumps({"basics": basics}).encode()
    return {"name": "lab.json", "mimeType": "application/json", "buffer": content}


@pytest.mark.parametrize("has_script", [True, False])
def test_a_resume_fills_in_the_form_and_is_sent_with_it(open_page, recruiter, witness, has_script):
    name = "Ivo Lindgren" if has_script else "Runa Lindgren"
    email = f"{name[:3].lower()}@example.org"
    witness.expect("status of 422")
    opening = make_opening(by=recruiter, title=f"Speech engineer for {name}")
    page = open_page(f"/apply/{opening.ref}/?from=meetup", java_script_enabled=has_script)
    page.get_by_label("Anything you want to say").fill("Written before.")
    page.get_by_role("button", name="Fill in from your résumé").click()
    expect(page.get_by_text("Choose a file first.")).to_be_visible()
    page.get_by_label("Résumé", exact=False).first.set_input_files(resume_of(name, email))
    page.get_by_role("button", name="Fill in from your résumé").click()
    expect(page.get_by_text("From lab.json we read your name")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value(name)
    expect(page.get_by_label("Phone")).to_have_value("+49 30 5550100")
    expect(page.get_by_label("Anything you want to say")).to_have_value("Written before.")
    look(page, has_script)

    page.get_by_label("Email").fill("")
    page.get_by_role("button", name="Send application").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Email: This field is required.")
    look(page, has_script)
    summary.get_by_role("link", name="Email").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label(re.compile("may keep what I send")).check()
    send(page, witness)
    expect(page.get_by_text("We aim at 14 days")).to_be_visible()
    look(page, has_script)
    application = Application.objects.get(opening=opening)
    assert (application.candidate.name, application.channel) == (name, "meetup")
    assert Document.objects.get(candidate=application.candidate).title == "lab.json"


@pytest.mark.parametrize("has_script", [True, False])
def test_questions_are_written_asked_answered_and_read(open_page, recruiter, witness, has_script):
    name = "Tilde Aho" if has_script else "Vera Aho"
    opening = make_opening(by=recruiter, title=f"Vision engineer for {name}", location="Berlin")
    page = open_page(
        f"/openings/{opening.pk}/questions/", by=recruiter, java_script_enabled=has_script
    )
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label("Question", exact=True).fill("How old are you?")
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label("Question", exact=True).nth(1).fill(VISA)
    page.get_by_label("Answered by").nth(1).select_option("yes_no")
    page.get_by_label("Flagged answers").nth(1).fill("No = Needs a permit")
    page.get_by_role("button", name="Up").last.click()
    expect(page.get_by_label("Question", exact=True).first).to_have_value(VISA)
    expect(page.get_by_text("29 CFR § 1625.5")).to_be_visible()
    look(page, has_script)
    page.get_by_role("button", name="Remove").last.click()
    expect(page.get_by_label("Question", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The questions are saved.")).to_be_visible()
    assert ScreeningQuestion.objects.get(opening=opening).flags == {"No": "Needs a permit"}

    visitor = open_page(f"/apply/{opening.ref}/", java_script_enabled=has_script)
    visitor.get_by_label("Name").fill(name)
    visitor.get_by_label("Email").fill("aho@example.org")
    visitor.get_by_role("group", name=VISA).get_by_label("No").check()
    visitor.get_by_label(re.compile("may keep what I send")).check()
    look(visitor, has_script)
    send(visitor, witness)

    page.goto(f"/openings/{opening.pk}/applications/?order=flagged_first")
    expect(page.get_by_text("1 flagged")).to_be_visible()
    look(page, has_script)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name="Answers")).to_be_visible()
    expect(page.get_by_text("Needs a permit")).to_be_visible()
    look(page, has_script)


def test_the_notice_is_read_before_anything_is_sent(open_page, recruiter):
    opening = make_opening(by=recruiter, title="Notice engineer")
    page = open_page(f"/apply/{opening.ref}/", java_script_enabled=False)
    page.get_by_role("link", name=re.compile("treats applications")).click()
    expect(page.get_by_role("heading", name=re.compile("treats applications"))).to_be_visible()
    look(page, has_script=False)
