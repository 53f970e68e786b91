"""Filling in the public form from a résumé."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.records.models import StoredFile
from pipeline.applying.prefill import ONE_AT_A_TIME, read_prefill
from pipeline.models import Candidate, Document, HeldUpload
from tests.factories import make_opening
from tests.pipeline.apply_forms import (
    TEAM,
    TOOL,
    VISA,
    ask,
    blank,
    files_on_disk,
    path,
    resume,
    shown,
    typed,
)


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def test_a_resume_fills_in_what_is_empty_and_is_kept(opening, visitor):
    page = visitor.post(path(opening), blank(opening, resume=resume()))
    assert page.status_code == 200
    initial = page.context["form"].initial
    assert initial["name"] == "Amara Osei"
    assert initial["links"] == "https://amara.example.com"
    for words in ['value="amara@example.com"', "+49 30 123456", "Berlin, DE", "amara.json"]:
        assert words in shown(page)
    assert "we read your name, your email address, your phone number" in shown(page)
    assert "Check that all of it is right" in shown(page)
    assert HeldUpload.objects.get().file.name == "amara.json"
    assert not Candidate.objects.exists()


def test_what_was_typed_stays_as_it_was_typed(opening, visitor):
    sent = blank(opening, resume=resume(), name="Amara O.", message="Hello", consent="on")
    page = visitor.post(path(opening), sent)
    assert 'value="Amara O."' in shown(page)
    assert "Amara Osei" not in shown(page)
    assert "Hello" in shown(page)
    assert page.context["form"]["consent"].value()


def test_the_form_sent_then_brings_the_file_along(opening, visitor, settings):
    sent = blank(opening, resume=resume())
    visitor.post(path(opening), sent)
    filled = {**typed(opening), "stamp": sent["stamp"], "held": "1"}
    assert visitor.post(path(opening), filled).status_code == 302
    document = Document.objects.get()
    assert (document.title, document.candidate.name) == ("amara.json", "Amara Osei")
    assert document.file.path.exists()
    assert HeldUpload.objects.get().file is None
    assert len(files_on_disk(settings)) == 1


def test_a_file_chosen_at_last_takes_the_place_of_the_held_one(opening, visitor, settings):
    sent = blank(opening, resume=resume())
    visitor.post(path(opening), sent)
    newer = SimpleUploadedFile("newer.pdf", b"%PDF")
    filled = {**typed(opening), "stamp": sent["stamp"], "held": "1", "resume": newer}
    assert visitor.post(path(opening), filled).status_code == 302
    assert Document.objects.get().title == "newer.pdf"
    assert StoredFile.objects.count() == 1


def test_an_applicant_may_take_another_file_or_remove_it(opening, visitor):
    sent = blank(opening, resume=resume())
    visitor.post(path(opening), sent)
    page = visitor.post(path(opening), {**sent, "resume": resume("second.json")})
    assert "second.json" in shown(page)
    assert StoredFile.objects.get().name == "second.json"
    del sent["fill"]
    page = visitor.post(path(opening), {**sent, "resume": "", "remove": "1", "name": "Amara"})
    assert "The file is forgotten" in shown(page)
    assert 'value="Amara"' in shown(page)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cv.pdf", b"%PDF-1.4 broken", "We could not read cv.pdf"),
        ("cv.pdf", b"no pdf at all", "We could not read cv.pdf"),
        ("cv.docx", b"PK\x03\x04broken", "We could not read cv.docx"),
        ("cv.png", b"\x89PNG....", "We could not read cv.png"),
        ("cv.json", b'{"basics": [', "We could not read cv.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_as_the_resume(
    name, content, sentence, opening, visitor
):
    page = visitor.post(path(opening), blank(opening, resume=resume(name, content)))
    assert page.status_code == 200
    assert sentence in shown(page)
    assert "It is kept as your résumé" in shown(page)
    assert HeldUpload.objects.get().file.name == name


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cv.exe", b"MZ", "of a kind not taken"),
        ("cv.html", b"<p>", "of a kind not taken"),
        ("cv.pdf", b"", "is empty"),
        ("big.pdf", b"%PDF" + b"0" * (10 * 1024 * 1024), "more than 10 MB"),
    ],
)
def test_a_file_that_is_refused_is_not_kept(name, content, sentence, opening, visitor, settings):
    upload = SimpleUploadedFile(name, content)
    page = visitor.post(path(opening), blank(opening, resume=upload, name="Amara"))
    assert page.status_code == 422
    assert sentence in shown(page)
    assert 'value="Amara"' in shown(page)
    assert files_on_disk(settings) == []


def test_without_a_file_the_button_says_what_it_needs(opening, visitor):
    page = visitor.post(path(opening), blank(opening, message="Typed with care"))
    assert page.status_code == 422
    assert "Choose a file first" in shown(page)
    assert "Typed with care" in shown(page)


@pytest.mark.parametrize(
    "basics",
    [
        {"name": "x" * 200},
        {"name": "Amara\u202eiesO"},
        {"email": "not an address"},
        {"url": "javascript:alert(1)"},
        {"phone": "1" * 60},
        {"name": ["Amara"]},
        {"name": "Amara of amara.example.com"},
    ],
)
def test_what_a_resume_says_is_filled_in_only_where_the_form_would_take_it(
    basics, opening, visitor
):
    page = visitor.post(path(opening), blank(opening, resume=resume(**basics)))
    filled = {**page.context["form"].initial, "consent": "on"}
    filled.pop("fill")
    for name, given in (("name", "Amara Osei"), ("email", "given@example.com")):
        filled[name] = filled[name] or given
    assert "\u202e" not in str(filled)
    assert visitor.post(path(opening), {**filled, "held": "1"}).status_code == 302


def test_a_resume_of_script_runs_nothing(opening, visitor):
    page = visitor.post(
        path(opening), blank(opening, resume=resume(name="<script>alert(1)</script>"))
    )
    assert "<script>alert" not in shown(page)
    assert "&lt;script&gt;" in shown(page)


def test_fields_that_are_not_asked_are_not_filled_in(opening, visitor, lead):
    ask(opening, VISA, TEAM, TOOL, by=lead)
    page = visitor.post(path(opening), blank(opening, resume=resume()))
    assert "+49 30 123456" not in shown(page)
    assert "phone" not in page.context["form"].fields


def test_a_file_outlives_a_form_that_had_to_be_put_right(opening, visitor):
    page = visitor.post(path(opening), typed(opening, email="", resume=resume()))
    assert page.status_code == 422
    assert "Your résumé: <b>amara.json</b>" in shown(page)
    assert "choose your résumé again" not in shown(page)
    stamp = page.context["form"].stamp.text
    visitor.post(path(opening), {**typed(opening), "stamp": stamp, "held": "1"})
    assert Document.objects.get().title == "amara.json"


def test_a_resume_in_plain_text_is_read_as_well():
    found = read_prefill(b"Amara Osei\namara@example.com\n", "cv.txt")
    assert found.values["email"] == "amara@example.com"


def test_a_process_reads_one_file_at_a_time(opening, visitor, monkeypatch):
    monkeypatch.setattr("pipeline.applying.prefill.LONGEST_WAIT", 0)
    with ONE_AT_A_TIME:
        page = visitor.post(path(opening), blank(opening, resume=resume()))
    assert page.status_code == 200
    assert "no time to read it" in shown(page)
    assert "It is kept as your résumé all the same." in shown(page)
    assert page.context["form"]["name"].value() in (None, "")
    again = visitor.post(path(opening), blank(opening, resume=resume()))
    assert again.context["form"]["name"].value() == "Amara Osei"
