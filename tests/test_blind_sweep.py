"""Every address, as each role: nothing tells who an applicant of a blind opening is."""

import re
from urllib.parse import quote, quote_plus

import pytest
from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.records.models import ApiToken
from panels.models import PanelSeat, Scorecard
from pipeline.blind.hiding import alias_of
from pipeline.blind.reveals import reveal
from pipeline.models import Application, Candidate, Reveal
from pipeline.people_due import bring_up_to_date
from tests.api.conftest import ApiClient
from tests.blindness import EMAIL, LINK, NAME, PHONE, make_blind_world, told_by
from tests.companies import KEYS
from tests.factories import stage_of
from tests.test_sweeps import WHO, ask
from tests.world import address_of, addresses

EVERYWHERE = [place for place, _ in addresses()]
WITHOUT_TOKENS = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken[^}]*}|nonce-[^"]+'
)


@pytest.fixture
def world(acme, recruiter, lead, interviewer):
    return make_blind_world(recruiter, lead, interviewer)


@pytest.fixture
def applied(world):
    return Application.objects.get(pk=world["applications"])


def clients(who, company, client_of):
    """How this person asks for pages and for the API."""
    user = User.objects.get(pk=KEYS[who])
    _, secret = ApiToken.issue(user, "Sweep")
    return client_of(user), ApiClient(company, secret)


def undone(client, path):
    """Ask, and take back whatever that changed."""
    with transaction.atomic():
        answer = ask(client, path)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("who", WHO.values())
def test_no_address_tells_who_a_hidden_applicant_is(who, world, acme, client_of):
    # Their namesake, who applied nowhere, is no secret: what pages say of them does not count.
    drop_namesake()
    client, api = clients(who, acme, client_of)
    told = {}
    for place in EVERYWHERE:
        path = address_of(place, world)
        answer = undone(api if place.startswith("api/") else client, path)
        assert answer.status < 500, path
        if words := told_by(answer.body + answer.location.encode()):
            told[place] = words
    assert told == {}


def drop_namesake():
    Candidate.objects.filter(email=EMAIL.upper()).delete()


ASKING = [
    "/candidates/?q={}",
    "/search/?q={}",
    "/search/palette/?q={}",
    "/openings/{opening}/board/?q={}",
    "/candidates/known/?email={}",
    "/api/v1/candidates/?email={}",
    "/api/v1/search/?q={}",
]


@pytest.mark.parametrize("who", ["recruiter", "lead", "interviewer"])
def test_asking_by_what_is_hidden_finds_no_more_than_nonsense_does(who, world, acme, client_of):
    drop_namesake()
    bring_up_to_date()
    client, api = clients(who, acme, client_of)
    for pattern in ASKING:
        asked = api if pattern.startswith("/api/") else client
        pattern = pattern.replace("{opening}", str(world["openings"]))
        for word in (NAME, "Xanthippe", "quillfeather", EMAIL, PHONE, "thistlewick", "brackenmoor"):
            nonsense = nonsense_for(word)
            found, nothing = (
                asked.get(pattern.replace("{}", quote_plus(each))) for each in (word, nonsense)
            )
            assert found.status_code == nothing.status_code, (pattern, word)
            assert plain(found, word) == plain(nothing, nonsense), (pattern, word)


def nonsense_for(word):
    """A word as long that nobody has."""
    return word[0] + word[1:].translate(str.maketrans("aeiou0957", "zzzzz4444"))


def plain(response, word) -> bytes:
    """The answer without what differs between any two, and without the echo of `word`."""
    body = WITHOUT_TOKENS.sub(b"", response.content)
    for way in (word, quote(word), quote_plus(word)):
        body = body.replace(way.encode(), b"...")
    return body


STEPS = [
    ("move", {"to": "screen"}),
    ("reject", {"usual": "", "text": "Not now", "reason": "Not now"}),
    ("withdraw", {"text": "Not now", "reason": "Not now"}),
    ("undo", {}),
    ("hold", {"words": "Away", "usual": "", "reason": "Away"}),
]


@pytest.mark.parametrize("is_htmx", [False, True])
@pytest.mark.parametrize(("step", "sent"), STEPS, ids=[step for step, _ in STEPS])
@pytest.mark.parametrize("who", ["recruiter", "lead"])
def test_steps_are_answered_without_the_name(who, step, sent, is_htmx, applied, acme, client_of):
    client, _ = clients(who, acme, client_of)
    if "to" in sent:
        sent = sent | {"to": str(stage_of(applied.opening, sent["to"]).pk)}
    headers = {"HX-Request": "true"} if is_htmx else {}
    path = f"/applications/{applied.pk}/{step}/"
    answer = client.post(path, sent | {"version": applied.version}, headers=headers)
    assert answer.status_code < 500
    assert told_by(answer.content) == []


@pytest.mark.parametrize("is_htmx", [False, True])
@pytest.mark.parametrize("step", ["advance", "reject", "hold", "undo", "rate"])
def test_decisions_in_the_inbox_are_answered_without_the_name(
    step, is_htmx, applied, acme, client_of
):
    client, _ = clients("recruiter", acme, client_of)
    headers = {"HX-Request": "true"} if is_htmx else {}
    path = f"/openings/{applied.opening_id}/inbox/{applied.pk}/{step}/"
    sent = {"version": applied.version, "text": "Not now", "words": "Away", "usual": ""}
    answer = client.post(path, sent, headers=headers)
    assert answer.status_code < 500
    assert told_by(answer.content) == []


def test_adding_somebody_with_the_address_tells_nothing_of_who_has_it(
    applied, recruiter, client_of
):
    drop_namesake()
    client = client_of(recruiter)
    sent = {"name": NAME, "email": EMAIL, "phone": PHONE, "links": LINK, "origin": "applied"}
    page = client.post("/candidates/new/", sent, follow=True)
    assert page.status_code == 200
    bring_up_to_date()
    for path in (page.request["PATH_INFO"], "/candidates/duplicates/", "/candidates/"):
        body = client.get(path).content.decode()
        is_list = path == "/candidates/"  # where the applicant stands under the alias
        assert (alias_of(applied) in body) is is_list
        assert (str(applied.candidate_id) in body) is is_list


def test_a_move_that_comes_too_late_is_answered_without_the_name(applied, recruiter, client_of):
    to = str(stage_of(applied.opening, "screen").pk)
    for headers in ({}, {"HX-Request": "true"}):
        sent = {"to": to, "version": applied.version + 7}
        answer = client_of(recruiter).post(
            f"/applications/{applied.pk}/move/", sent, headers=headers
        )
        assert answer.status_code == 409
        assert told_by(answer.content) == []
        assert alias_of(applied) in answer.content.decode()


@pytest.mark.parametrize("step", ["move", "reject", "withdraw", "reinstate", "undo"])
def test_the_api_answers_steps_without_the_name(step, applied, world, recruiter, acme, client_of):
    _, api = clients("recruiter", acme, client_of)
    body = {"to": str(stage_of(applied.opening, "screen").pk), "reason": "Not now"}
    answer = api.send("post", f"applications/{applied.pk}/{step}/", body)
    assert answer.status_code < 500
    assert told_by(answer.content) == []


def test_the_papers_can_be_read_without_names(applied, client_of, recruiter, interviewer):
    for user in (recruiter, interviewer):
        page = client_of(user).get(f"/applications/{applied.pk}/").content.decode()
        assert "Built ranking in PyTorch." in page
        assert "[employer]" in page
        assert alias_of(applied) in page
    page = client_of(interviewer).get(f"/openings/{applied.opening_id}/inbox/{applied.pk}/")
    assert "Built ranking in PyTorch." in page.content.decode()


def names_are_shown(user, application, client_of) -> bool:
    page = client_of(user).get(f"/applications/{application.pk}/").content.decode()
    return NAME in page


def test_a_reveal_shows_the_name_to_one_person(applied, client_of, recruiter, lead, interviewer):
    reveal(applied, by=recruiter, reason="They wrote to me")
    shown = [names_are_shown(user, applied, client_of) for user in (recruiter, lead, interviewer)]
    assert shown == [True, False, False]


def test_ones_own_rating_shows_the_name_to_oneself(
    applied, client_of, recruiter, lead, interviewer
):
    Scorecard.objects.create(
        application=applied,
        stage=stage_of(applied.opening, "inbox"),
        interviewer=interviewer,
        recommendation="yes",
        submitted_at=timezone.now(),
    )
    shown = [names_are_shown(user, applied, client_of) for user in (recruiter, lead, interviewer)]
    assert shown == [False, False, True]


def test_the_sweep_would_see_a_name(applied, world, recruiter, acme, client_of):
    Reveal.objects.create(application=applied, user=recruiter, reason="To see")
    client, api = clients("recruiter", acme, client_of)
    pages = [
        f"/applications/{applied.pk}/",
        f"/candidates/{applied.candidate_id}/",
        "/candidates/",
        f"/openings/{applied.opening_id}/board/",
    ]
    for path in pages:
        assert told_by(client.get(path).content), path
    assert told_by(api.get(f"/api/v1/candidates/{applied.candidate_id}/").content)
    assert ask(client, f"/files/{world['files']}/").status == 200
    for pattern in ASKING[:4]:
        path = pattern.replace("{opening}", str(world["openings"])).replace("{}", "quillfeather")
        assert b"Xanthippe" in client.get(path).content, path


def test_the_file_is_not_handed_out(applied, world, recruiter, interviewer, client_of):
    for user in (recruiter, interviewer):
        assert client_of(user).get(f"/files/{world['files']}/").status_code == 404
    assert PanelSeat.objects.filter(stage__opening=applied.opening).exists()
