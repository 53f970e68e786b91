"""Take-homes on screen: who sets, hands in, reviews and downloads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import TakeHome, TakeHomeReview
from assessments.sections import read_take_home
from assessments.take_homes import hand_in
from config.accounts.models import User
from config.tenancy.schemas import inside

LINK = "https://code.example.com/work"
FIELDS = {
    "set_brief": {"brief": "Rank products.", "due_at": "2026-12-24T12:00"},
    "hand_in": {"link": LINK},
    "review_take_home": {"verdict": "meets", "note": "Handles drift well."},
}


@pytest.fixture
def addresses(application):
    places = [application.pk, application.stage_id]
    return {name: reverse(f"assessments:{name}", args=places) for name in FIELDS}


def test_from_brief_to_review(client_of, recruiter, lead, application, addresses):
    for person, name in [
        (recruiter, "set_brief"),
        (recruiter, "hand_in"),
        (lead, "review_take_home"),
    ]:
        assert client_of(person).post(addresses[name], FIELDS[name]).status_code == 302
    take_home = TakeHome.objects.get()
    assert take_home.due_at.isoformat() == "2026-12-24T11:00:00+00:00"  # noon in Berlin
    assert take_home.link == LINK
    assert TakeHomeReview.objects.get().reviewer == lead


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("set_brief", {"brief": ""}),
        ("set_brief", {"due_at": "tomorrow"}),
        ("hand_in", {"link": ""}),
        ("hand_in", {"link": "javascript:alert(1)"}),
        ("hand_in", {"link": "ftp://example.com/work"}),
        ("hand_in", {"link": "https://me:secret@example.com/"}),
        ("hand_in", {"at": "2999-01-01T00:00"}),
        ("hand_in", {"upload": SimpleUploadedFile("run.exe", b"MZ")}),
        ("review_take_home", {"verdict": "great"}),
        ("review_take_home", {"note": ""}),
    ],
)
def test_bad_input_is_told_and_kept_out(client_of, lead, application, addresses, name, change):
    if name == "review_take_home":
        hand_in(application, application.stage, by=lead, link=LINK)
    answer = client_of(lead).post(addresses[name], {**FIELDS[name], **change})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode() or "notice" in answer.content.decode()
    assert not TakeHomeReview.objects.exists()
    assert not TakeHome.objects.exclude(brief="").exists()


def test_what_came_too_late_says_so(client_of, lead, application, addresses):
    client = client_of(lead)
    client.post(addresses["hand_in"], FIELDS["hand_in"])
    answer = client.post(addresses["set_brief"], FIELDS["set_brief"])
    assert answer.status_code == 422
    assert "its brief stays as it was" in answer.content.decode()


WHO = ["recruiter", "lead", "interviewer", "seated", "admin", "outsider"]
ALLOWED = {
    "set_brief": {"recruiter": 302, "lead": 302, "interviewer": 403, "seated": 403},
    "hand_in": {"recruiter": 302, "lead": 302, "interviewer": 403, "seated": 403},
    "review_take_home": {"recruiter": 404, "lead": 302, "interviewer": 404, "seated": 302},
}


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("who", WHO)
def test_who_does_what(request, client_of, lead, application, addresses, name, who):
    if name == "review_take_home":
        hand_in(application, application.stage, by=lead, link=LINK)
    if who == "seated":
        request.getfixturevalue("seats")
    person = request.getfixturevalue("interviewer" if who == "seated" else who)
    answer = client_of(person).post(addresses[name], FIELDS[name])
    assert answer.status_code == ALLOWED[name].get(who, 403)


@pytest.mark.parametrize("name", FIELDS)
def test_the_rival_company_has_none_of_these_addresses(
    client_of, globex, recruiter, lead, application, addresses, name
):
    hand_in(application, application.stage, by=lead, link=LINK)
    with inside(globex):
        namesake = User.objects.get(pk=recruiter.pk)
    answer = client_of(namesake, company=globex).post(addresses[name], FIELDS[name])
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("recruiter", 200), ("lead", 200), ("seated", 200), ("interviewer", 404), ("admin", 403)],
)
def test_who_downloads_what_was_handed_in(request, client_of, lead, application, who, status):
    upload = SimpleUploadedFile("work.zip", b"PK work")
    take_home = hand_in(application, application.stage, by=lead, upload=upload)
    if who == "seated":
        request.getfixturevalue("seats")
    person = request.getfixturevalue("interviewer" if who == "seated" else who)
    answer = client_of(person).get(reverse("records:file", args=[take_home.file_id]))
    assert answer.status_code == status
    if status == 200:
        assert b"".join(answer.streaming_content) == b"PK work"
        assert answer["Content-Disposition"].startswith("attachment")


def test_the_rival_company_downloads_nothing(client_of, globex, recruiter, lead, application):
    upload = SimpleUploadedFile("work.zip", b"PK work")
    take_home = hand_in(application, application.stage, by=lead, upload=upload)
    url = reverse("records:file", args=[take_home.file_id])
    with inside(globex):
        namesake = User.objects.get(pk=recruiter.pk)
    assert client_of(namesake, company=globex).get(url).status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_found(client_of, recruiter, application):
    upload = SimpleUploadedFile("work.zip", b"PK work")
    stored = hand_in(application, application.stage, by=recruiter, upload=upload).file
    stored.path.unlink()
    url = reverse("records:file", args=[stored.pk])
    assert client_of(recruiter).get(url).status_code == 404


def test_a_link_leads_out_without_a_trace(client_of, recruiter, application, addresses):
    hand_in(application, application.stage, by=recruiter, link=LINK)
    page = reverse("pipeline:application", args=[application.pk])
    html = client_of(recruiter).get(page).content.decode()
    assert f'<a href="{LINK}" rel="noopener noreferrer nofollow"' in html


def test_forms_are_offered_to_whom_they_serve(application, recruiter, interviewer, lead, seats):
    hand_in(application, application.stage, by=lead, link=LINK)
    for person, hands_in, reviews in [
        (recruiter, True, False),
        (lead, True, True),
        (interviewer, False, True),
    ]:
        section = read_take_home(application, application.stage, person)
        assert section.brief_form is None
        assert (section.hand_in_form is not None) is hands_in
        assert (section.review_form is not None) is reviews
        assert section.is_withheld is (person == interviewer)
