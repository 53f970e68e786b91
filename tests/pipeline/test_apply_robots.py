"""What keeps robots and floods out of the public form, and loses no person's words."""

from datetime import timedelta

import pytest

from config.records.models import OutboxMessage
from pipeline.applying.receiving import MOST_ALIKE_AN_HOUR, MOST_AN_HOUR
from pipeline.applying.stamps import read_stamp
from pipeline.forms.apply import read_channel
from pipeline.models import Application, Candidate
from tests.factories import make_opening
from tests.pipeline.apply_forms import WHY, ask, blank, name_of, path, resume, shown, typed

LONG = "I build speech recognisers and would like to build yours, starting with the evaluation."


@pytest.fixture
def opening(acme, lead):
    return make_opening(by=lead, title="Speech ML")


def test_a_form_sent_at_once_is_to_be_looked_at_and_sent_again(opening, visitor, monkeypatch):
    monkeypatch.setattr("pipeline.forms.apply.SOONEST", timedelta(minutes=5))
    sent = typed(opening, message="Typed with care", resume=resume())
    page = visitor.post(path(opening), sent)
    assert page.status_code == 422
    assert "That was quick" in shown(page)
    for words in ["Typed with care", "Amara Osei", "amara.json"]:
        assert words in shown(page)
    assert not Candidate.objects.exists()
    monkeypatch.undo()
    stamp = page.context["form"].stamp.text
    again = {**sent, "stamp": stamp, "resume": "", "held": "1"}
    assert visitor.post(path(opening), again).status_code == 302


def test_filling_in_counts_as_time_spent(opening, visitor):
    sent = blank(opening, resume=resume(), minutes_ago=1)
    page = visitor.post(path(opening), sent)
    assert page.context["form"].stamp.text == sent["stamp"]
    filled = {**typed(opening), "stamp": sent["stamp"], "held": "1"}
    assert visitor.post(path(opening), filled).status_code == 302


@pytest.mark.parametrize("stamp", ["", "x", "0" * 32 + "-1:AAAA", "0" * 300, "\x00", "é-1:x"])
def test_a_form_without_a_stamp_of_ours_is_given_one(stamp, opening, visitor, acme):
    page = visitor.post(path(opening), typed(opening, stamp=stamp, message="Typed with care"))
    assert page.status_code == 422
    assert "Typed with care" in shown(page)
    assert read_stamp(page.context["form"].stamp.text, acme)
    assert not Candidate.objects.exists()


def test_a_form_left_open_for_days_is_taken(opening, visitor):
    assert visitor.post(path(opening), typed(opening, minutes_ago=5 * 24 * 60)).status_code == 302


def test_one_text_is_taken_a_few_times_within_the_hour(opening, visitor):
    for number in range(MOST_ALIKE_AN_HOUR):
        sent = typed(opening, message=LONG.replace(" ", " " * (number + 1)))
        address = f"198.51.100.{number}"
        assert visitor.post(path(opening), sent, REMOTE_ADDR=address).status_code == 302
    page = visitor.post(path(opening), typed(opening, message=LONG.upper()))
    assert page.status_code == 429
    assert "words of your own" in shown(page)
    assert LONG.upper() in shown(page)
    assert visitor.post(path(opening), typed(opening, message="Hello")).status_code == 302
    assert LONG not in str(list(Candidate.objects.values_list("attributes", flat=True)))


def test_one_text_as_an_answer_is_the_same_flood(opening, visitor, lead):
    (why,) = ask(opening, WHY, by=lead)
    for number in range(MOST_ALIKE_AN_HOUR):
        sent = typed(opening, **{name_of(why): LONG})
        address = f"198.51.100.{number}"
        assert visitor.post(path(opening), sent, REMOTE_ADDR=address).status_code == 302
    assert visitor.post(path(opening), typed(opening, **{name_of(why): LONG})).status_code == 429


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("linkedin", "linkedin"),
        ("Hacker-News.who_is", "hacker-news.who_is"),
        ("<script>alert(1)</script>", "scriptalert1script"),
        ("a b\x00c\u202e", "abc"),
        ("x" * 500, "x" * 40),
        ("", ""),
    ],
)
def test_where_they_heard_of_us_goes_through_the_form(
    asked, kept, opening, visitor, client_of, recruiter
):
    assert read_channel(asked) == kept
    page = visitor.get(path(opening), {"from": asked})
    assert page.context["channel"] == kept
    assert (f'name="from" value="{kept}"' in shown(page)) == bool(kept)
    visitor.post(path(opening), typed(opening, **{"from": asked}))
    application = Application.objects.get()
    assert application.channel == kept
    told = shown(client_of(recruiter).get(f"/applications/{application.pk}/"))
    assert ("Heard of us through" in told) == bool(kept)


def test_one_network_of_many_addresses_sends_as_one(opening, visitor):
    for number in range(MOST_AN_HOUR):
        address = f"2001:db8:0:1:{number:x}::{number:x}"
        sent = typed(opening, email=f"a{number}@example.com")
        assert visitor.post(path(opening), sent, REMOTE_ADDR=address).status_code == 302
    again = visitor.post(path(opening), typed(opening), REMOTE_ADDR="2001:db8:0:1:ffff::1")
    assert again.status_code == 429
    other = visitor.post(path(opening), typed(opening), REMOTE_ADDR="2001:db8:0:2::1")
    assert other.status_code == 302


@pytest.mark.parametrize(
    "name", ["Win at evil.example.com", "see shop.top now", "bit.ly/x9", "a@b.example", "www.x.y"]
)
def test_a_name_that_a_mail_would_make_a_link_of_is_refused(name, opening, visitor):
    page = visitor.post(path(opening), typed(opening, name=name))
    assert page.status_code == 422
    assert "without links" in shown(page)
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("name", ["J.R. Osei", "Mary St.John", "Dr.med. Osei", "Nguyễn T.Ai"])
def test_a_name_with_a_dot_is_a_name(name, opening, visitor):
    assert visitor.post(path(opening), typed(opening, name=name)).status_code == 302
    assert Candidate.objects.get().name == name


def test_a_name_commands_nothing_where_it_is_read(opening, visitor):
    sent = typed(opening, name="Amara\u202e\x1b[31m Osei\u2066", location="Ber\x9blin")
    assert visitor.post(path(opening), sent).status_code == 302
    person = Candidate.objects.get()
    assert (person.name, person.location) == ("Amara [31m Osei", "Ber lin")
    assert "\u202e" not in OutboxMessage.objects.get().body


def test_no_cache_gives_two_visitors_one_form(opening, visitor):
    answer = visitor.get(path(opening))
    assert "private" in answer["Cache-Control"]
    assert answer.context["form"].stamp.text not in shown(visitor.get(path(opening)))
