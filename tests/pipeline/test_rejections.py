"""Rejections wait: what they are told, when, and that each decision is told once."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.records.outbox import send_due
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.mailing.sending import Unsendable
from pipeline.models import Application, EmailTemplate, Message, Note, Reason
from pipeline.moves import IllegalMove, reinstate, reject, undo
from pipeline.rejections.hours import hour_for, zone_of
from pipeline.rejections.letters import Letter
from pipeline.rejections.planning import plan_anew
from pipeline.rejections.standing import read_rejection, standing_move
from tests.companies import KEYS
from tests.databases import url_of
from tests.factories import make_application, make_candidate, make_opening
from tests.races import at_once


@pytest.fixture
def application(acme, recruiter):
    person = make_candidate(name="Amara *Osei*", time_zone="America/Los_Angeles")
    return make_application(make_opening(by=recruiter, title="Ranker"), candidate=person)


def planned():
    return Message.objects.select_related("outbox").get()


def at(name, application):
    return reverse(f"pipeline:{name}", args=[application.pk])


def test_a_rejection_plans_a_mail_for_a_humane_hour_after_the_time_to_think_again(
    application, acme, recruiter
):
    move = reject(application, by=recruiter, reason="Position filled")
    message = planned()
    there = message.outbox.due_at.astimezone(zone_of(application.candidate, acme))
    assert message.decision == move.pk
    assert message.text.startswith("Hello Amara \\*Osei\\*")
    assert "Ranker" in message.subject
    assert message.outbox.due_at >= move.recorded_at + timedelta(minutes=acme.undo_minutes)
    assert 9 <= there.hour < 17
    assert there.weekday() < 5


def test_the_hour_goes_by_the_candidates_zone_and_by_the_companys_where_none_is_known(acme):
    late = datetime(2026, 11, 18, 19, tzinfo=UTC)  # 20:00 in Berlin, 11:00 in Los Angeles
    there = make_candidate(time_zone="America/Los_Angeles")
    assert hour_for(there, acme, at=late) == late + timedelta(hours=1)
    assert hour_for(make_candidate(), acme, at=late) == datetime(2026, 11, 19, 8, tzinfo=UTC)


def test_undoing_takes_the_mail_back_and_a_later_rejection_is_told_anew(application, recruiter):
    first = reject(application, by=recruiter, reason="Position filled")
    undo(application, by=recruiter)
    assert planned().outbox.cancelled_at is not None
    second = reject(application, by=recruiter, reason="Position filled")
    told = dict(Message.objects.values_list("decision", "outbox__cancelled_at"))
    assert told[first.pk] is not None
    assert told[second.pk] is None


def test_reinstating_takes_it_back_and_undoing_that_plans_it_again(application, recruiter):
    reject(application, by=recruiter, reason="Position filled")
    reinstate(application, by=recruiter)
    assert planned().outbox.cancelled_at is not None
    undo(application, by=recruiter)
    assert planned().outbox.cancelled_at is None
    assert planned().outbox.due_at > timezone.now()


def test_what_was_stopped_by_hand_stays_stopped_when_a_reinstatement_is_undone(
    application, recruiter, client_of
):
    reject(application, by=recruiter, reason="Position filled")
    client_of(recruiter).post(at("stop_rejection", application))
    reinstate(application, by=recruiter)
    undo(application, by=recruiter)
    assert planned().outbox.cancelled_at is not None


def test_a_reason_has_a_mail_of_its_own(application, recruiter, client_of):
    own = EmailTemplate.objects.create(
        key="own-x", name="Filled", subject="{opening} is filled", body="{first_name}\n\n{feedback}"
    )
    EmailTemplate.objects.update(is_own=True)
    reason = Reason.objects.get(kind="reject", text="Position filled")
    answer = client_of(recruiter).post("/reasons/mails/", {reason.pk.hex: own.pk})
    assert answer.status_code == 302
    reject(application, by=recruiter, reason="Position filled\nBy somebody who began in May.")
    assert (planned().subject, planned().text) == ("Ranker is filled", "Amara\n")


def test_a_template_that_cannot_be_filled_in_makes_way_for_the_usual_one(application, recruiter):
    own = EmailTemplate.objects.create(key="own-x", name="X", subject="S", body="{deadline}")
    Reason.objects.filter(text="Position filled").update(template=own)
    reject(application, by=recruiter, reason="Position filled")
    assert planned().template.key == "rejection"


def test_feedback_becomes_a_paragraph_and_nothing_is_left_where_there_is_none(
    application, recruiter
):
    reject(application, by=recruiter, reason="R", letter=Letter(feedback="You *explain* well."))
    assert "\n\nYou *explain* well.\n\n" in planned().text
    undo(application, by=recruiter)
    reject(application, by=recruiter, reason="R")
    assert "\n\n\n" not in Message.objects.last().text


@pytest.mark.parametrize(("email", "no_mail", "notes"), [("", "", 0), ("a@example.com", "Told", 1)])
def test_nobody_is_written_to_without_an_address_or_against_the_will_of_who_rejects(
    acme, recruiter, email, no_mail, notes
):
    row = make_application(make_opening(by=recruiter), candidate=make_candidate(email=email))
    reject(row, by=recruiter, reason="R", letter=Letter(no_mail=no_mail))
    assert not Message.objects.exists()
    assert Note.objects.filter(text__contains="No mail").count() == notes
    row.candidate.refresh_from_db()
    assert read_rejection(row, acme).state == ("none" if email else "unreachable")


def test_a_mail_that_left_is_not_written_again_and_the_page_says_so(application, acme, recruiter):
    move = reject(application, by=recruiter, reason="R")
    OutboxMessage.objects.update(sent_at=timezone.now())
    undo(application, by=recruiter)
    assert planned().outbox.cancelled_at is None
    assert read_rejection(Application.objects.get(pk=application.pk), acme).state == "told"
    with pytest.raises(Unsendable):
        plan_anew(application, move, Letter(), by=recruiter)


def test_a_mail_that_was_stopped_can_be_written_after_all(application, recruiter, client_of):
    client = client_of(recruiter)
    reject(application, by=recruiter, reason="R")
    client.post(at("stop_rejection", application))
    words = {"subject": "Your application", "words": "Hello {first_name}, it is a no."}
    client.post(at("edit_rejection", application), words)
    message = Message.objects.get(decision=standing_move(application).pk)
    assert message.text == "Hello Amara, it is a no.\n"
    assert message.outbox.cancelled_at is None


def test_it_can_be_changed_and_sent_at_once(application, recruiter, client_of):
    client = client_of(recruiter)
    reject(application, by=recruiter, reason="R")
    page = client.get(at("application", application)).text
    assert "The rejection goes out" in page
    assert "America/Los_Angeles" in page
    client.post(at("edit_rejection", application), {"subject": "S", "words": "{nonsense}"})
    assert planned().subject != "S"
    client.post(at("edit_rejection", application), {"subject": "S", "words": "No, {candidate}."})
    assert planned().outbox.body == "No, Amara *Osei*.\n".strip()
    client.post(at("send_rejection", application))
    assert planned().outbox.due_at <= timezone.now()


# Races and crashes


def test_of_an_undo_and_a_sender_at_once_the_mail_is_sent_or_taken_back_and_never_both(
    own_database,
):
    company = Company.objects.get(slug="acme")
    with inside(company):
        by = User.objects.get(pk=KEYS["recruiter"])
        row = make_application(make_opening(by=by))
        reject(row, by=by, reason="R")
        OutboxMessage.objects.update(due_at=timezone.now())
    at_once(company, send_due, lambda: undo(Application.objects.get(pk=row.pk), by=by))
    with inside(company):
        mail = OutboxMessage.objects.get()
        assert (mail.sent_at is None) != (mail.cancelled_at is None)


def test_two_who_reject_at_once_plan_one_mail(own_database):
    company = Company.objects.get(slug="acme")
    with inside(company):
        by = User.objects.get(pk=KEYS["recruiter"])
        row = make_application(make_opening(by=by))

    def attempt():
        return reject(Application.objects.get(pk=row.pk), by=by, reason="R")

    done = at_once(company, attempt, attempt)
    assert sum(isinstance(one, IllegalMove) for one in done) == 1
    with inside(company):
        assert OutboxMessage.objects.count() == 1


REJECTER = """
import django; django.setup()
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.models import Application
from pipeline.moves import reject
with inside(Company.objects.get(slug="acme")):
    reject(Application.objects.get(), by="test", reason="R")
"""


def run_rejecter(database, crash_at=""):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": url_of(os.environ["TEST_APP_URL"], database),
        "FORTNIGHT_DATA": str(settings.FILES_ROOT.parent),
        "FORTNIGHT_CRASH_AT": crash_at,
    }
    command = [sys.executable, "-c", REJECTER]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


def test_a_crash_amid_rejecting_leaves_neither_the_decision_nor_its_mail(own_database):
    company = Company.objects.get(slug="acme")
    with inside(company):
        row = make_application(make_opening())
        connections["default"].close()
    assert run_rejecter(own_database, crash_at="rejections.planned").returncode == -9
    with inside(company):
        assert Application.objects.get(pk=row.pk).is_active
        assert not OutboxMessage.objects.exists()
        connections["default"].close()
    second = run_rejecter(own_database)
    assert second.returncode == 0, second.stderr
    with inside(company):
        assert OutboxMessage.objects.get().message.decision is not None
