"""What applicants agree to, what is kept of it, and the notice they can read before."""

import pytest
from django.test import Client

from config.tenancy.models import Company
from config.tenancy.schemas import outside
from panels.seats import seat
from pipeline.applying.consents import consent_of, consent_words
from pipeline.models import Application, Candidate, Criterion
from tests.factories import make_application, make_candidate, make_opening, stage_of
from tests.pipeline.apply_forms import path, shown, typed

WORDS = "may keep what I send here and use it to consider me for “Speech ML”."


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def test_the_form_names_who_keeps_what_for_which_purpose(opening, visitor, acme):
    page = shown(visitor.get(path(opening)))
    assert consent_words(acme, opening) == f"{acme.name} {WORDS}"
    assert WORDS in page
    assert 'href="/privacy/"' in page


def test_what_was_agreed_to_and_when_is_kept_and_shown(opening, visitor, client_of, recruiter):
    visitor.post(path(opening), typed(opening))
    person = Candidate.objects.get()
    consent = consent_of(person)
    assert consent.words.endswith(WORDS)
    assert consent.at == Application.objects.get().first_contact_at.replace(
        microsecond=consent.at.microsecond, second=consent.at.second
    )
    page = shown(client_of(recruiter).get(f"/candidates/{person.pk}/"))
    assert "Consent" in page
    assert WORDS in page


def test_words_that_changed_meanwhile_are_agreed_to_anew(opening, visitor):
    sent = typed(opening)
    opening.title = "Vision ML"
    opening.save()
    page = visitor.post(path(opening), sent)
    assert page.status_code == 422
    assert "Vision ML" in shown(page)
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"consented_at": 5},
        {"consented_at": "x"},
        {"consented_at": "2026-99-99T99:99"},
        {"consented_to": []},
    ],
)
def test_a_person_who_was_never_asked_has_no_consent(attributes, acme, client_of, recruiter):
    person = make_candidate(attributes=attributes)
    assert consent_of(person) is None
    assert "consent-title" not in shown(client_of(recruiter).get(f"/candidates/{person.pk}/"))


def test_an_earlier_consent_without_its_words_is_told(acme, client_of, recruiter):
    person = make_candidate(attributes={"consented_at": "2026-01-05T10:00:00+00:00"})
    assert "Given with the application form" in shown(
        client_of(recruiter).get(f"/candidates/{person.pk}/")
    )


def test_a_panel_does_not_read_the_consent(opening, visitor, client_of, interviewer, recruiter):
    screen = stage_of(opening, "screen")
    seat(screen, interviewer, list(Criterion.objects.all()[:1]), by=recruiter)
    person = make_candidate(attributes={"consented_at": "2026-01-05T10:00:00+00:00"})
    make_application(opening, candidate=person, stage="screen")
    page = client_of(interviewer).get(f"/candidates/{person.pk}/")
    assert page.status_code == 200
    assert "consent-title" not in shown(page)


def _write_notice(company, text):
    with outside():
        Company.objects.filter(pk=company.pk).update(privacy_notice=text)


def test_without_a_notice_the_page_tells_what_the_software_does(acme, visitor):
    page = shown(visitor.get("/privacy/"))
    assert f"How {acme.name} treats applications" in page
    assert "has not written a notice" in page


def test_a_companys_own_notice_is_laid_out(acme, visitor):
    notice = "We keep it for a year.\n\n- Write to us\n- <b>Ask</b>"
    _write_notice(acme, notice)
    page = shown(visitor.get("/privacy/"))
    for words in ["<p>We keep it for a year.</p>", "<li>Write to us</li>", "&lt;b&gt;Ask"]:
        assert words in page
    assert "has not written" not in page


def test_the_rival_company_has_a_notice_of_its_own(acme, globex):
    _write_notice(acme, "Ours alone")
    assert "Ours alone" not in shown(Client(HTTP_HOST=globex.host).get("/privacy/"))


def test_the_thanks_page_tells_the_steps_and_by_when(opening, visitor):
    page = shown(visitor.get(f"{path(opening)}thanks/"))
    for stage in opening.stages.filter(kind__in=["screen", "technical", "take_home", "final"]):
        assert stage.name in page
    assert "We aim at 14 days: by " in page
