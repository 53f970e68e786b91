"""Choosing what one is told, and one's chat."""

import pytest

from config.records.hooks import post_due
from config.records.models import OutboxMessage
from pipeline.models import ChatHook, NoticeChoice
from pipeline.models.notices import Channel, Pace, Topic
from pipeline.notices.chats import heed_post, send_test, set_chat
from pipeline.notices.choices import choices_of, usual_pace
from tests.config.receivers import Receiver
from tests.pipeline.notice_makers import make_notice

PAGE = "/account/notices/"


@pytest.fixture
def receiver(settings):
    with Receiver() as receiver:
        settings.CHAT_HOSTS, settings.HOOK_TEST_ORIGIN = ["*"], receiver.origin
        yield receiver


def hook_of(person):
    return ChatHook.objects.filter(person=person).first()


def usual(*, but=()):
    sent = {
        f"{topic.value}-{channel.value}": usual_pace(topic, channel).value
        for topic in Topic
        for channel in (Channel.MAIL, Channel.IN_APP)
    }
    return sent | dict(but)


def test_each_topic_has_a_usual_pace_for_each_channel(acme, lead):
    assert len(choices_of(lead)) == len(Topic) * len(Channel)


@pytest.mark.parametrize("who", ["admin", "recruiter", "lead", "interviewer"])
def test_everybody_chooses_for_themselves(who, request, client_of, recruiter, admin):
    person = request.getfixturevalue(who)
    client = client_of(person)
    answer = client.post(PAGE, usual(but=[("followed-mail", "never")]))
    assert answer.status_code == 302
    assert NoticeChoice.objects.get().person == person
    assert choices_of(person)[Topic.FOLLOWED, Channel.MAIL] == Pace.NEVER


@pytest.mark.parametrize("wrong", ["hourly", "", "\x00"])
def test_a_pace_that_there_is_not_is_refused(wrong, lead, client_of):
    answer = client_of(lead).post(PAGE, usual(but=[("followed-mail", wrong)]))
    assert answer.status_code == 422
    assert not NoticeChoice.objects.exists()


def test_no_chat_is_offered_where_the_operator_allows_none(lead, client_of, settings):
    settings.CHAT_HOSTS = []
    client = client_of(lead)
    assert "chat" not in client.get(PAGE).content.decode().lower().replace("/chat", "")
    answer = client.post("/account/chat/", {"url": "https://hooks.example.com/x"})
    assert answer.status_code == 422
    assert not ChatHook.objects.exists()


@pytest.mark.parametrize("url", ["", "http://hooks.example.com/", "https://10.1.1.1/", "x" * 501])
def test_an_address_that_may_not_be_posted_to_is_refused_in_words(url, lead, client_of, settings):
    settings.CHAT_HOSTS = ["hooks.example.com"]
    assert client_of(lead).post("/account/chat/", {"url": url}).status_code == 422
    assert not ChatHook.objects.exists()


def test_the_address_is_a_secret_that_no_page_shows(receiver, lead, client_of):
    client = client_of(lead)
    page = client.post("/account/chat/", {"url": f"{receiver.origin}/s3cret"}, follow=True)
    assert hook_of(lead).url.endswith("/s3cret")
    assert "s3cret" not in page.content.decode()


def test_a_test_arrives_and_the_page_says_so(receiver, lead, client_of):
    set_chat(f"{receiver.origin}/hook", by=lead)
    client = client_of(lead)
    client.post("/account/chat/test/")
    client.post("/account/chat/test/")
    assert "A post is on its way" in client.get(PAGE).content.decode()
    post_due()
    assert len(receiver.asked) == 1
    assert "Last post taken" in client.get(PAGE).content.decode()


def test_a_chat_that_takes_nothing_is_switched_off_visibly_with_all_that_waits(
    receiver, lead, client_of
):
    receiver.answers = [(410, {})]
    hook = set_chat(f"{receiver.origin}/hook", by=lead)
    send_test(hook, by=lead)
    OutboxMessage.objects.create(hook=hook.url, about=hook.pk, headers_id="later", body="{}")
    post_due()
    assert len(receiver.asked) == 1
    assert hook_of(lead).failed_at
    page = client_of(lead).get(PAGE).content.decode()
    assert "Switched off." in page
    assert "It answered 410." in page
    send_test(hook_of(lead), by=lead)
    post_due()
    assert hook_of(lead).failed_at is None


def test_a_failure_that_is_tried_again_is_shown_too(receiver, lead, client_of):
    receiver.answers = [(503, {})]
    send_test(set_chat(f"{receiver.origin}/hook", by=lead), by=lead)
    post_due()
    assert not hook_of(lead).failed_at
    assert "It is tried again." in client_of(lead).get(PAGE).content.decode()


def test_another_address_is_sent_nothing_of_before(receiver, lead):
    make_notice(lead)
    hook = set_chat(f"{receiver.origin}/old", by=lead)
    send_test(hook, by=lead)
    set_chat(f"{receiver.origin}/new", by=lead)
    assert post_due() == 0


def test_how_a_post_to_a_former_address_went_is_no_matter_of_the_new_one(receiver, lead):
    hook = set_chat(f"{receiver.origin}/old", by=lead)
    post = send_test(hook, by=lead)
    set_chat(f"{receiver.origin}/new", by=lead)
    post.last_error = "gone"
    heed_post(post)
    assert hook_of(lead).last_error == ""


def test_a_chat_is_taken_away_with_all_that_waits(receiver, lead, client_of):
    send_test(set_chat(f"{receiver.origin}/hook", by=lead), by=lead)
    client_of(lead).post("/account/chat/remove/")
    assert post_due() == 0
    assert hook_of(lead) is None
    assert client_of(lead).post("/account/chat/test/").status_code == 404


def test_nobody_tests_the_chat_of_another(receiver, lead, recruiter, client_of):
    set_chat(f"{receiver.origin}/hook", by=lead)
    assert client_of(recruiter).post("/account/chat/test/").status_code == 404
