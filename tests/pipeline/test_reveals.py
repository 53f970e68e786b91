"""Asking who a hidden applicant is."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from config.records.models import AuditEntry
from panels.models import Scorecard
from panels.scorecards import cards_for
from pipeline.blind.hiding import is_masked
from pipeline.blind.reveals import reveal
from pipeline.candidates import add_application
from pipeline.models import Application, Candidate, Reveal
from pipeline.timeline import timeline_of
from tests.factories import make_application, make_candidate, make_opening, stage_of

NAME = "Zuzana Kovář"


@pytest.fixture
def blind(acme, lead):
    return make_opening(by=lead, is_blind=True)


@pytest.fixture
def applied(blind):
    return make_application(blind, candidate=make_candidate(name=NAME))


def seen_by(user, application):
    return Application.objects.visible_to(user).select_related("candidate").get(pk=application.pk)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_reveal_needs_a_reason_of_some_length(reason, applied, recruiter):
    with pytest.raises(ValidationError):
        reveal(applied, by=recruiter, reason=reason)
    assert is_masked(applied, recruiter)


def test_a_reveal_is_kept_with_its_first_reason(applied, recruiter):
    first = reveal(applied, by=recruiter, reason=" We met ")
    with pytest.raises(ValidationError):
        reveal(applied, by=recruiter, reason="Again")
    assert Reveal.objects.get() == first
    assert first.reason == "We met"


def test_a_reveal_is_in_the_audit_trail(applied, recruiter):
    made = reveal(applied, by=recruiter, reason="We met")
    entry = AuditEntry.objects.get(table="pipeline_reveal", row_id=made.pk)
    assert entry.actor == str(recruiter.pk)


def test_colleagues_read_who_looked_and_why(applied, recruiter, lead):
    reveal(applied, by=recruiter, reason="We met")
    [entry] = [each for each in timeline_of(seen_by(lead, applied), lead) if "Looked" in each.title]
    assert (entry.who, entry.text) == (recruiter.name, "We met")


def test_a_reason_that_names_the_person_is_read_without_the_name(applied, recruiter, lead):
    reveal(applied, by=recruiter, reason=f"{NAME} wrote to me")
    texts = [each.text for each in timeline_of(seen_by(lead, applied), lead)]
    assert "[name] wrote to me" in texts
    assert not any("Zuzana" in text for text in texts)


def test_whoever_is_known_in_one_opening_is_known_in_all(applied, recruiter, lead):
    other = make_application(make_opening(by=lead, is_blind=True), candidate=applied.candidate)
    reveal(applied, by=recruiter, reason="We met")
    assert seen_by(recruiter, other).candidate.name == NAME
    assert Reveal.objects.count() == 2


def test_whoever_brings_somebody_in_knows_them(blind, recruiter, lead):
    person = make_candidate(name=NAME)
    made = add_application(person, blind, by=recruiter, origin="applied", rule="reply")
    assert seen_by(recruiter, made).candidate.name == NAME
    assert seen_by(lead, made).candidate.is_stand_in


def test_whoever_brings_in_a_stand_in_learns_nothing(applied, recruiter, lead):
    other = make_opening(by=lead, is_blind=True)
    person = Candidate.objects.visible_to(recruiter).get(pk=applied.candidate_id)
    add_application(person, other, by=recruiter, origin="applied", rule="reply")
    assert not Reveal.objects.exists()


def test_bringing_somebody_into_another_opening_writes_no_reveal(acme, recruiter, lead):
    add_application(
        make_candidate(), make_opening(by=lead), by=recruiter, origin="applied", rule="reply"
    )
    assert not Reveal.objects.exists()


def test_a_card_says_whether_its_writer_knew_who_it_was(applied, recruiter, lead):
    def submit(who):
        Scorecard.objects.create(
            application=applied,
            stage=stage_of(applied.opening, "inbox"),
            interviewer=who,
            recommendation="yes",
            submitted_at=timezone.now(),
        )

    reveal(applied, by=recruiter, reason="We met")
    submit(recruiter)
    submit(lead)
    reveal_too_late = Reveal.objects.create(application=applied, user=lead, reason="Later")
    [part] = cards_for(seen_by(recruiter, applied), recruiter)
    knew = {card.interviewer_id: card.knew_who for card in part.cards}
    assert knew == {recruiter.pk: True, lead.pk: False}
    assert reveal_too_late.created_at


def test_the_form_shows_the_person_and_says_so(applied, recruiter, client_of):
    client = client_of(recruiter)
    path = f"/applications/{applied.pk}/reveal/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": ""}).status_code == 422
    page = client.post(path, {"reason": "We met"}, follow=True).content.decode()
    assert NAME in page
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("who", ["interviewer", "admin"])
def test_only_who_hires_may_ask(who, applied, client_of, request):
    user = request.getfixturevalue(who)
    path = f"/applications/{applied.pk}/reveal/"
    assert client_of(user).post(path, {"reason": "Please"}).status_code == 403


def test_a_lead_of_another_opening_finds_nothing_to_ask(applied, recruiter, lead, client_of):
    applied.opening.team.clear()
    path = f"/applications/{applied.pk}/reveal/"
    assert client_of(lead).post(path, {"reason": "Please"}).status_code == 404


@pytest.mark.parametrize("reason", ["with\0nul", "x" * 500])
def test_a_reason_that_cannot_be_kept_is_refused(reason, applied, recruiter, client_of):
    path = f"/applications/{applied.pk}/reveal/"
    assert client_of(recruiter).post(path, {"reason": reason}).status_code == 422


def test_what_needs_the_person_says_that_they_are_hidden(applied, recruiter, client_of):
    client = client_of(recruiter)
    answer = client.get(f"/candidates/{applied.candidate_id}/edit/")
    assert answer.status_code == 403
    assert "stays hidden from you" in answer.content.decode()
    assert client.get(f"/applications/{applied.pk}/offers/add/").status_code == 403
