"""A candidate's own page: who comes in, and what it says in each state."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from config.records.models import OutboxMessage
from config.tenancy.schemas import inside
from pipeline.candidate_pages.links import (
    make_link,
    page_address,
    revoke_link,
    sign_link,
    standing_link,
)
from pipeline.mailing.sending import send_message
from pipeline.models import Message, MessageKind, PageLink, Promise
from pipeline.moves import reject, withdraw
from tests.factories import (
    make_application,
    make_candidate,
    make_offer,
    make_opening,
    moved,
    stage_of,
)

SUBPAGES = ["", "prepare/", "details/", "documents/", "data/", "withdraw/", "ask/question/"]


@pytest.fixture
def application(acme, recruiter):
    opening = make_opening(by=recruiter, title="Search engineer")
    return make_application(
        opening, by=recruiter, candidate=make_candidate(name="Amara Osei"), stage="screen"
    )


def path_of(application, rest=""):
    return f"/my/{sign_link(standing_link(application))}/{rest}"


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("rest", SUBPAGES)
def test_a_page_leaks_nothing_to_whoever_is_led_on(rest, application, visitor):
    response = visitor.get(path_of(application, rest))
    assert response.status_code == 200
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_forged_revoked_expired_and_foreign_links_get_one_answer(
    application, recruiter, globex, visitor
):
    good = sign_link(standing_link(application))
    revoked = make_link(application, by=recruiter)
    revoke_link(revoked, by=recruiter)
    expired = make_link(application, by=recruiter)
    PageLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    link = standing_link(application)
    with inside(globex):
        foreign = sign_link(link)
    tokens = [good[:-1] + "~", "nonsense", sign_link(revoked), sign_link(expired), foreign, "a:b"]
    answers = [visitor.get(f"/my/{token}/") for token in tokens]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_tokens(answer) for answer in answers}) == 1
    assert "Amara" not in text_of(answers[0])


def without_tokens(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text_of(response))


def test_a_revoked_link_is_not_handed_out_again(application, recruiter):
    first = standing_link(application)
    assert standing_link(application) == first
    revoke_link(first, by=recruiter)
    assert standing_link(application) != first


def test_a_link_near_its_end_is_not_mailed_again(application, acme):
    link = standing_link(application)
    soon = timezone.now() + timedelta(days=acme.page_days / 2 - 1)
    PageLink.objects.filter(pk=link.pk).update(expires_at=soon)
    assert standing_link(application) != link


def test_the_page_says_where_they_stand_and_names_no_colleague(application, visitor, recruiter):
    page = text_of(visitor.get(path_of(application)))
    assert "In the process" in page
    assert re.search(r'data-kind="screen" aria-current="step"', page)
    assert "A conversation of about half an hour on Python" in page
    assert "about 5½ to 8½ hours in all" in page
    assert "not counting Final" in page
    assert "Whether it is paid is not said" in page
    assert recruiter.name not in page


def test_the_page_knows_no_other_application(application, visitor, recruiter):
    other = make_opening(by=recruiter, title="Quiet research engineer")
    make_application(other, candidate=application.candidate, by=recruiter)
    assert "Quiet research" not in text_of(visitor.get(path_of(application)))


def test_what_the_company_says_of_a_stage_stands_there(application, visitor):
    stage = stage_of(application.opening, "take_home")
    stage.public_text, stage.is_paid = "Clean <b>our</b> data.", True
    stage.pay_note = "300 euros, within a week."
    stage.save()
    page = text_of(visitor.get(path_of(application)))
    assert "Clean &lt;b&gt;our&lt;/b&gt; data." in page
    assert "It is paid. 300 euros, within a week." in page


def reject_with_mail(application, recruiter, **mail):
    move = reject(application, by=recruiter, reason="Position filled")
    message = send_message(
        application,
        by=recruiter,
        subject="No",
        text="No.",
        kind=MessageKind.REJECTION,
        decision=move.pk,
    )
    OutboxMessage.objects.filter(pk=message.outbox_id).update(**mail)


def test_a_rejection_is_being_decided_until_its_mail_has_left(application, visitor, recruiter):
    path = path_of(application)
    reject_with_mail(application, recruiter, due_at=timezone.now() + timedelta(hours=9))
    page = text_of(visitor.get(path))
    assert "It is being decided" in page
    assert "not to go on" not in page
    assert "Position filled" not in page
    OutboxMessage.objects.update(sent_at=timezone.now())
    page = text_of(visitor.get(path))
    assert "We decided not to go on" in page
    assert "Position filled" not in page


def test_a_rejection_without_any_mail_is_told_after_three_days(application, visitor, recruiter):
    type(application.candidate).objects.update(email="")
    application.candidate.refresh_from_db()
    reject(application, by=recruiter, reason="Position filled")
    path = path_of(application)
    assert "being decided" in text_of(visitor.get(path))
    application.ended_at = timezone.now() - timedelta(days=4)
    application.save()
    assert "not to go on" in text_of(visitor.get(path))


def test_an_offer_in_the_making_is_none_yet(application, visitor, recruiter):
    application.opening.stages.update(gate="none")
    application.refresh_from_db()
    moved(application, "offer", by=recruiter)
    make_offer(application, by=recruiter)
    assert "You have an offer" not in text_of(visitor.get(path_of(application)))
    application.offered_at = timezone.now()
    application.save()
    assert "You have an offer" in text_of(visitor.get(path_of(application)))


@pytest.mark.parametrize(
    ("status", "words"),
    [("paused", "paused"), ("filled", "has been filled"), ("closed", "has been closed")],
)
def test_a_role_that_stands_still_says_so_and_promises_nothing(status, words, application, visitor):
    Promise.objects.create(
        application=application, stage=application.stage, due_on=timezone.localdate()
    )
    type(application.opening).objects.filter(pk=application.opening_id).update(status=status)
    page = text_of(visitor.get(path_of(application)))
    assert words in page
    assert "You hear from us by" not in page


def test_the_page_costs_the_same_queries_whatever_was_asked(
    application, visitor, django_assert_num_queries
):
    path = path_of(application)
    visitor.get(path)
    for number in range(20):
        application.requests.create(kind="question", text=f"{number}?")
        application.promises.create(
            stage=application.stage, due_on=timezone.localdate(), replaced_at=timezone.now()
        )
    # Shared path, tenant, path, link; stages, requests, promises, stays, holds, days off,
    # deadlines, offer.
    with django_assert_num_queries(12):
        assert visitor.get(path).status_code == 200


def test_a_colleague_looks_and_does_nothing_in_their_name(application, client_of, recruiter):
    client = client_of(recruiter)
    assert client.get(path_of(application)).status_code == 200
    assert client.post(path_of(application, "withdraw/")).status_code == 403
    application.refresh_from_db()
    assert application.is_active


def test_a_lost_link_is_mailed_to_the_address_on_file_alone(application, visitor, mails_to):
    known = visitor.post("/my/lost-link/", {"email": application.candidate.email.upper()})
    nobody = visitor.post("/my/lost-link/", {"email": "nobody@example.com"})
    assert without_tokens(known) == without_tokens(nobody)
    again = visitor.post("/my/lost-link/", {"email": application.candidate.email})
    assert without_tokens(again) == without_tokens(nobody)
    [mail] = mails_to(application.candidate.email)
    assert page_address(application) in mail.body
    assert not mails_to("nobody@example.com")


def test_an_applicant_is_mailed_the_link_to_their_page(acme):
    from pipeline.emails import FIELDS, render_email

    assert "page" in FIELDS["application_received"]
    _, body = render_email(
        "application_received",
        company="Acme",
        candidate="Amara",
        opening="Engineer",
        days=14,
        page="https://acme.example.com/my/x/",
    )
    assert "https://acme.example.com/my/x/" in body


@pytest.fixture
def mails_to(acme):
    return lambda address: list(OutboxMessage.objects.filter(to__iexact=address))


def test_who_withdrew_reads_so(application, visitor, recruiter):
    path = path_of(application)
    withdraw(application, by=recruiter, reason="Pay")
    assert "You withdrew" in text_of(visitor.get(path))
    assert Message.objects.count() == 0
