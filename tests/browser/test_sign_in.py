"""Coming in: by the form, and by an invitation."""

import re

from django.contrib.auth.hashers import Argon2PasswordHasher
from playwright.sync_api import expect

from config.records.models import OutboxMessage
from tests.companies import PASSWORD


def set_password(person):
    """As the server keeps it; the tests' own hashes are not its kind."""
    hasher = Argon2PasswordHasher()
    person.password = hasher.encode(PASSWORD, hasher.salt())
    person.save(update_fields=["password"])


def sign_in(page, email, password):
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_person_signs_in_by_the_form_and_out_again(open_page, witness, lead):
    set_password(lead)
    page = open_page("/openings/")
    sign_in(page, lead.email, "not my password")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    witness.expect("status of 422")
    sign_in(page, lead.email, PASSWORD)
    expect(page).to_have_url(re.compile("/openings/$"))
    page.locator("summary", has_text="your account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/openings/")
    expect(page).to_have_url(re.compile("/sign-in/"))


def test_an_invited_colleague_follows_the_link_and_is_in(open_page, admin):
    page = open_page("/people/invite/", by=admin)
    page.get_by_label("Name").fill("Ines Novak")
    page.get_by_label("Email").fill("ines@example.org")
    page.get_by_label("Interviewer").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status").filter(has_text="ines@example.org")).to_be_visible()
    mail = OutboxMessage.objects.get(to="ines@example.org")
    theirs = open_page(re.search(r"http\S+/invitations/\S+", mail.body)[0])
    theirs.get_by_label("Password", exact=True).fill("a long way to the sea")
    theirs.get_by_label("Password, once more").fill("a long way to the sea")
    theirs.get_by_role("button", name="Set the password and go in").click()
    expect(theirs.get_by_role("heading", name="Today")).to_be_visible()
    expect(theirs.get_by_text("No scorecard is due")).to_be_visible()
