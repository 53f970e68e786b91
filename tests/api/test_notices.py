"""Notices, choices, followers and mentions over the API."""

import pytest

from config.records.models import OutboxMessage
from pipeline.models import ChatHook, Note
from pipeline.notices.telling import tell
from tests.config.receivers import Receiver
from tests.factories import make_application, make_candidate, make_opening


@pytest.fixture
def application(acme, lead):
    return make_application(make_opening(by=lead), candidate=make_candidate(name="Amara Osei"))


@pytest.fixture
def told(application, recruiter, lead):
    sentence = "Amara Osei wrote."
    (notice,) = tell(
        [recruiter],
        topic="followed",
        sentence=sentence,
        href=f"/applications/{application.pk}/",
        key="told",
        application=application,
        by=lead,
    )
    return notice


def test_notices_are_listed_read_and_unread_again(api, told):
    (row,) = api.read("notices/").body["results"]
    assert (row["id"], row["sentence"]) == (str(told.pk), "Amara Osei wrote.")
    assert row["is_unread"]
    assert api.send("PUT", f"notices/{told.pk}/read/").status_code == 204
    assert api.read("notices/?unread=1").body["results"] == []
    assert api.send("DELETE", f"notices/{told.pk}/read/").status_code == 204
    assert api.send("POST", "notices/read/").body["read_at"]
    assert api.send("POST", "notices/read/").body["read_at"] is None


def test_nobody_reads_the_notices_of_another(api_of, told, lead):
    api = api_of(lead)
    assert api.read("notices/").body["results"] == []
    assert api.send("PUT", f"notices/{told.pk}/read/").status_code == 404


def test_choices_change_where_they_are_named(api):
    body = [{"topic": "followed", "channel": "mail", "pace": "never"}]
    said = api.send("PATCH", "notice-choices/", body).body
    assert body[0] in said
    assert len(said) == 27
    wrong = [{"topic": "followed", "channel": "pigeon", "pace": "never"}]
    assert api.send("PATCH", "notice-choices/", wrong).status_code == 400


def test_a_chat_is_set_tested_and_taken_away(api, settings):
    with Receiver() as receiver:
        settings.CHAT_HOSTS, settings.HOOK_TEST_ORIGIN = ["*"], receiver.origin
        assert api.read("chat/").status_code == 404
        assert api.send("PUT", "chat/", {"url": f"{receiver.origin}/x"}).status_code == 200
        assert "url" not in api.read("chat/").body
        assert api.send("POST", "chat/test/").status_code == 202
        assert api.send("DELETE", "chat/").status_code == 204
    assert not ChatHook.objects.exists()
    assert OutboxMessage.objects.get().cancelled_at


@pytest.mark.parametrize("url", ["https://10.0.0.1/x", "http://hooks.example.com/", "x"])
def test_no_chat_is_set_where_nothing_may_be_posted(api, settings, url):
    settings.CHAT_HOSTS = ["hooks.example.com"]
    answer = api.send("PUT", "chat/", {"url": url})
    assert (answer.status_code, list(answer.body["errors"])) == (400, ["url"])


def test_an_application_is_followed_and_no_longer(api, application, recruiter):
    path = f"applications/{application.pk}/followers/"
    assert api.read(path).body == {"is_followed": False, "followers": []}
    assert api.send("PUT", path).status_code == 204
    assert api.read(path).body == {"is_followed": True, "followers": [recruiter.name]}
    assert api.send("DELETE", path).status_code == 204
    assert not api.read(path).body["is_followed"]


def test_who_does_not_see_an_application_cannot_follow_it(api_of, interviewer, application):
    path = f"applications/{application.pk}/followers/"
    assert api_of(interviewer).send("PUT", path).status_code == 404


def test_a_note_on_an_application_mentions_colleagues(api, application, lead):
    path = f"applications/{application.pk}/notes/"
    made = api.send("POST", path, {"text": "Ask @lead."})
    assert (made.status_code, made.body["mentions"]) == (201, [lead.name])
    assert [row["text"] for row in api.read(path).body["results"]] == [f"Ask @{lead.name}."]


def test_a_mention_that_reaches_nobody_is_refused_and_nothing_is_written(api, application):
    answer = api.send("POST", f"applications/{application.pk}/notes/", {"text": "@Admin, look"})
    assert (answer.status_code, list(answer.body["errors"])) == (400, ["text"])
    assert not Note.objects.exists()
