"""Posts to webhooks: only to where the operator allows, never into our own network."""

import json
import socket
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from config.records.hook_addresses import RefusedAddress, is_public, machines_of, read_hook
from config.records.hook_posts import MOST_BYTES
from config.records.hooks import LISTENERS, MOST_ATTEMPTS, post_due, put_post
from config.records.models import OutboxMessage
from config.records.outbox import send_due
from config.tenancy.ids import new_id
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from tests.config.receivers import Receiver
from tests.races import at_once

ANYWHERE = ["*"]


@pytest.fixture
def receiver(settings):
    with Receiver() as receiver:
        settings.HOOK_TEST_ORIGIN = receiver.origin
        yield receiver


def leads_to(*machines):
    """What the resolver says of any name."""

    def resolve(host, port, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in machines]

    return resolve


def put(url):
    return put_post(url, "Robin mentioned you", about=new_id())


def again(row):
    return OutboxMessage.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/x",
        "https://hooks.example.com:8443/x",
        "https://user@hooks.example.com/x",
        "https://hooks.example.com.evil.example/x",
        "https://evil.example/hooks.example.com",
        "https://127.0.0.1/x",
        "https:///x",
        "https://[::1/x",
        "ftp://hooks.example.com/x",
        "https://hooks.example.com/a b",
        "https://hooks.example.com/\r\nHost: evil",
        "https://hooks.example.com/\x00",
        "https://h\u00f6oks.example.com/x",
        "https://hooks.example.com/" + "x" * 500,
        "",
    ],
    ids=str,
)
def test_only_an_address_of_an_allowed_host_can_be_kept(settings, url):
    settings.CHAT_HOSTS = ["hooks.example.com"]
    with pytest.raises(RefusedAddress):
        read_hook(url)


def test_a_host_with_a_dot_before_it_stands_for_all_below(settings):
    settings.CHAT_HOSTS = [".example.com"]
    assert read_hook("https://a.b.example.com/x?y=1").path == "/x?y=1"
    with pytest.raises(RefusedAddress):
        read_hook("https://notexample.com/")


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.8/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
    ],
)
def test_no_post_goes_into_our_own_network(acme, settings, url):
    settings.CHAT_HOSTS = ANYWHERE
    row = put(url)
    assert post_due() == 1
    row = again(row)
    assert row.given_up_at
    assert "private network" in row.last_error


@pytest.mark.parametrize("machine", ["64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "x", "::"])
def test_a_machine_that_only_wraps_a_private_one_is_none_of_the_public(machine):
    assert not is_public(machine)


def test_public_machines_are_so():
    assert all(map(is_public, ["9.9.9.9", "2620:fe::fe", "64:ff9b::909:909"]))


def test_a_name_that_leads_elsewhere_by_the_time_of_the_post_is_refused(acme, settings):
    settings.CHAT_HOSTS = ["hooks.example.com"]
    address = read_hook("https://hooks.example.com/x")
    assert machines_of(address, resolve=leads_to("9.9.9.9")) == ["9.9.9.9"]
    row = put("https://hooks.example.com/x")
    post_due(resolve=leads_to("9.9.9.9", "169.254.169.254"))
    assert again(row).given_up_at


def test_a_host_that_the_operator_no_longer_allows_is_posted_to_no_more(acme, settings):
    settings.CHAT_HOSTS = ["hooks.example.com"]
    row = put("https://hooks.example.com/x")
    settings.CHAT_HOSTS = []
    post_due(resolve=leads_to("9.9.9.9"))
    assert "allows no messages" in again(row).last_error


def test_a_post_brings_its_text_as_json_under_the_id_of_its_row(acme, receiver):
    row = put(f"{receiver.origin}/hook?key=1")
    assert post_due() == 1
    assert post_due() == 0
    (asked,) = receiver.asked
    assert asked.path == "/hook?key=1"
    assert asked.headers["Webhook-Id"] == str(row.pk)
    assert json.loads(asked.body) == {"text": "Robin mentioned you"}
    assert again(row).sent_at


def test_a_redirect_is_not_followed(acme, receiver):
    receiver.answers = [(302, {"Location": f"{receiver.origin}/elsewhere"})]
    row = put(f"{receiver.origin}/hook")
    post_due()
    assert [asked.path for asked in receiver.asked] == ["/hook"]
    assert "302" in again(row).last_error
    assert again(row).given_up_at


def test_a_post_that_fails_waits_longer_each_time_and_is_given_up_in_the_end(acme, receiver):
    receiver.answers = [(500, {})] * MOST_ATTEMPTS
    row, waits = put(f"{receiver.origin}/hook"), []
    for _ in range(MOST_ATTEMPTS):
        OutboxMessage.objects.update(due_at=timezone.now())
        post_due()
        waits.append(again(row).due_at - timezone.now())
    assert timedelta(0) < waits[0] < waits[1]
    assert again(row).given_up_at
    assert len({asked.headers["Webhook-Id"] for asked in receiver.asked}) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_an_address_that_is_gone_is_given_up_at_once(acme, receiver, status):
    receiver.answers = [(status, {})]
    row = put(f"{receiver.origin}/hook")
    post_due()
    assert again(row).given_up_at


@contextmanager
def talking(words):
    """A server that says `words` to whoever asks, and goes on until the line is cut."""
    listener = socket.create_server(("127.0.0.1", 0))

    def talk():
        line, _ = listener.accept()
        with line:
            try:
                while True:
                    line.sendall(words)
            except OSError:
                return

    thread = threading.Thread(target=talk)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    thread.join()
    listener.close()


def test_an_answer_without_end_is_read_no_further_than_needed(acme, settings):
    with talking(b"x" * MOST_BYTES) as origin:
        settings.HOOK_TEST_ORIGIN = origin
        row = put(f"{origin}/hook")
        post_due()
    assert "no answer that can be read" in again(row).last_error


def test_nobody_who_listens_is_a_failure_to_be_tried_again(acme, settings):
    spare = socket.create_server(("127.0.0.1", 0))
    origin = settings.HOOK_TEST_ORIGIN = f"http://127.0.0.1:{spare.getsockname()[1]}"
    spare.close()
    row = put(f"{origin}/hook")
    post_due()
    assert "could not be reached" in again(row).last_error
    assert not again(row).given_up_at


def test_posts_and_mail_go_separate_ways(acme, receiver):
    row = put(f"{receiver.origin}/hook")
    assert send_due() == 0
    assert not again(row).sent_at


def test_whoever_listens_hears_how_each_post_went(acme, receiver, monkeypatch):
    heard = []
    monkeypatch.setattr("config.records.hooks.LISTENERS", [*LISTENERS, heard.append])
    row = put(f"{receiver.origin}/hook")
    post_due()
    assert [each.pk for each in heard] == [row.pk]


def test_two_workers_post_each_row_once(own_database, receiver):
    acme = Company.objects.get(slug="acme")
    with inside(acme):
        keys = {str(put(f"{receiver.origin}/hook").pk) for _ in range(12)}
    at_once(acme, post_due, post_due)
    received = [asked.headers["Webhook-Id"] for asked in receiver.asked]
    assert sorted(received) == sorted(keys)
