"""Offers: what each step asks for, does, and refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.records.models import OutboxMessage
from pipeline.gates import GATES
from pipeline.models import Application, Offer
from pipeline.models.offers import OfferStatus
from pipeline.moves import IllegalMove, reject, undo
from pipeline.offer_chronicle import offers_waiting
from pipeline.offer_mail import write_offer_mail
from pipeline.offers import (
    STEPS,
    IllegalOffer,
    StaleOffer,
    accept_offer,
    decline_offer,
    draft_offer,
    expire_offer,
    extend_offer,
    revise_offer,
    take_back_offer,
    today,
)
from tests.factories import (
    make_application,
    make_candidate,
    make_offer,
    make_opening,
    moved,
    offer_terms,
)


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter)


def outdate(offer):
    offer.versions.update(expires_on=today() - timedelta(days=1))
    offer.__dict__.pop("terms", None)


def test_a_draft_keeps_its_terms_as_a_first_version(application, recruiter):
    offer = make_offer(application, by=recruiter, base=30_000_000)
    assert (offer.status, offer.terms.number, offer.terms.base) == ("draft", 1, 30_000_000)
    assert offer.created_by == recruiter


def test_a_draft_sends_nothing_and_stops_no_clock(application, recruiter):
    make_offer(application, by=recruiter)
    application.refresh_from_db()
    assert application.offered_at is None
    assert not OutboxMessage.objects.exists()


def test_revising_adds_a_version_and_keeps_the_first(application, recruiter):
    offer = make_offer(application, by=recruiter, base=30_000_000)
    revise_offer(offer, by=recruiter, **offer_terms(base=31_000_000))
    assert [version.base for version in offer.versions.all()] == [31_000_000, 30_000_000]
    assert offer.terms.number == 2


def test_one_application_has_one_open_offer(application, recruiter):
    make_offer(application, by=recruiter)
    with pytest.raises(IllegalOffer, match="open for this application already"):
        make_offer(application, by=recruiter)


def test_a_rejected_application_gets_no_offer(application, recruiter):
    reject(application, by=recruiter, reason="Evidence")
    with pytest.raises(IllegalOffer, match="rejected"):
        make_offer(application, by=recruiter)


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [({"base": 0}, "base pay"), ({"currency": "XXX"}, "XXX"), ({"equity_years": 0}, "Equity")],
)
def test_terms_without_sense_are_refused(application, recruiter, terms, sentence):
    with pytest.raises(IllegalOffer, match=sentence):
        make_offer(application, by=recruiter, **terms)


def test_extending_stops_the_clock_moves_the_card_and_mails(application, recruiter):
    moved(application, "final", by=recruiter)
    offer = extend_offer(make_offer(application, by=recruiter), by=recruiter)
    application.refresh_from_db()
    assert application.offered_at == offer.extended_at
    assert application.stage.kind == "offer"
    assert application.moves.last().by == recruiter
    (mail,) = OutboxMessage.objects.all()
    assert mail.to == application.candidate.email


def test_what_is_sent_is_what_was_shown(application, recruiter):
    offer = make_offer(application, by=recruiter, bonus=2_000_000, equity=40_000_000)
    shown = write_offer_mail(offer, by=recruiter)
    extend_offer(offer, by=recruiter)
    mail = OutboxMessage.objects.get()
    assert (mail.to, mail.subject, mail.body) == (shown.to, shown.subject, shown.body)
    assert "Base pay: $300,000 a year\nBonus: $20,000 a year\n" in mail.body
    assert "Equity: $400,000 over 4 years" in mail.body


def test_without_an_address_nothing_is_mailed_and_the_clock_stops(opening, recruiter):
    application = make_application(opening, candidate=make_candidate(email=""))
    extend_offer(make_offer(application, by=recruiter), by=recruiter)
    application.refresh_from_db()
    assert application.offered_at is not None
    assert not OutboxMessage.objects.exists()


def test_a_second_offer_neither_starts_nor_stops_the_clock_again(application, recruiter):
    first = extend_offer(make_offer(application, by=recruiter), by=recruiter)
    decline_offer(first, by=recruiter, reason="Pay")
    extend_offer(make_offer(application, by=recruiter), by=recruiter)
    application.refresh_from_db()
    assert application.offered_at == first.extended_at


def test_a_closed_gate_keeps_the_offer_a_draft(application, recruiter, monkeypatch):
    moved(application, "final", by=recruiter)
    application.opening.stages.filter(kind="final").update(gate="scorecards")
    monkeypatch.setitem(GATES, "scorecards", lambda application: "A scorecard is missing.")
    offer = make_offer(application, by=recruiter)
    with pytest.raises(IllegalMove, match="A scorecard is missing"):
        extend_offer(offer, by=recruiter)
    offer.refresh_from_db()
    application.refresh_from_db()
    assert (offer.status, application.offered_at) == ("draft", None)
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("expires_on", [None, "over"])
def test_an_offer_goes_out_with_a_day_that_is_still_to_come(application, recruiter, expires_on):
    offer = make_offer(application, by=recruiter, expires_on=None)
    if expires_on:
        outdate(offer)
    with pytest.raises(IllegalOffer, match="until which"):
        extend_offer(offer, by=recruiter)


def test_a_stale_version_is_refused(application, recruiter):
    offer = make_offer(application, by=recruiter)
    revise_offer(Offer.objects.get(), by=recruiter, version=1, **offer_terms())
    with pytest.raises(StaleOffer):
        extend_offer(offer, by=recruiter, version=1)


def test_accepting_hires_and_fills_the_last_seat(application, recruiter):
    offer = extend_offer(make_offer(application, by=recruiter), by=recruiter)
    accept_offer(offer, by=recruiter)
    application.refresh_from_db()
    application.opening.refresh_from_db()
    assert (application.state, application.stage.kind) == ("hired", "hired")
    assert (offer.status, application.opening.status) == ("accepted", "filled")


def test_an_opening_with_seats_left_stays_open(recruiter, acme):
    opening = make_opening(by=recruiter, headcount=2)
    application = make_application(opening)
    accept_offer(extend_offer(make_offer(application, by=recruiter), by=recruiter), by=recruiter)
    opening.refresh_from_db()
    assert opening.status == "open"


def test_nobody_is_hired_without_a_seat(opening, application, recruiter):
    late = make_application(opening)
    offers = [
        extend_offer(make_offer(each, by=recruiter), by=recruiter) for each in (application, late)
    ]
    accept_offer(offers[0], by=recruiter)
    with pytest.raises(IllegalOffer, match="Every seat"):
        accept_offer(offers[1], by=recruiter)
    assert Application.objects.filter(state="hired").count() == 1


def test_undoing_a_hire_frees_the_seat_and_the_offer_can_be_taken_back(application, recruiter):
    offer = extend_offer(make_offer(application, by=recruiter), by=recruiter)
    accept_offer(offer, by=recruiter)
    with pytest.raises(IllegalOffer, match="Undo the hire first"):
        take_back_offer(offer, by=recruiter)
    undo(application, by=recruiter)
    take_back_offer(offer, by=recruiter)
    application.opening.refresh_from_db()
    assert (offer.status, application.opening.status) == ("withdrawn", "open")


def test_declining_asks_why_and_leaves_the_application_where_it_is(application, recruiter):
    offer = extend_offer(make_offer(application, by=recruiter), by=recruiter)
    with pytest.raises(IllegalOffer, match="why"):
        decline_offer(offer, by=recruiter, reason=" ")
    decline_offer(offer, by=recruiter, reason="Moves abroad")
    application.refresh_from_db()
    assert (application.state, application.stage.kind) == ("active", "offer")
    assert offer.decline_reason == "Moves abroad"


def test_an_offer_expires_only_after_its_last_day(application, recruiter):
    offer = extend_offer(make_offer(application, by=recruiter, expires_on=today()), by=recruiter)
    with pytest.raises(IllegalOffer, match="still stands"):
        expire_offer(offer, by=recruiter)
    outdate(offer)
    expire_offer(offer, by=recruiter)
    assert offer.status == "expired"


def test_the_offer_of_an_application_that_closed_can_still_be_closed(application, recruiter):
    offer = extend_offer(make_offer(application, by=recruiter), by=recruiter)
    reject(application, by=recruiter, reason="Evidence")
    with pytest.raises(IllegalOffer, match="rejected"):
        accept_offer(offer, by=recruiter)
    take_back_offer(offer, by=recruiter)
    assert offer.status == "withdrawn"


DOES = {
    "revise": lambda offer, by: revise_offer(offer, by=by, **offer_terms()),
    "extend": lambda offer, by: extend_offer(offer, by=by),
    "accept": lambda offer, by: accept_offer(offer, by=by),
    "decline": lambda offer, by: decline_offer(offer, by=by, reason="Pay"),
    "expire": lambda offer, by: expire_offer(offer, by=by),
    "take back": lambda offer, by: take_back_offer(offer, by=by),
}


@pytest.mark.parametrize("status", OfferStatus.values)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_taken_from_the_statuses_of_the_table_only(
    application, recruiter, step, status
):
    offer = make_offer(application, by=recruiter)
    now = timezone.now()
    Offer.objects.update(status=status, extended_at=None if status == "draft" else now)
    if step == "expire":
        outdate(offer)
    if status in STEPS[step]:
        DOES[step](offer, recruiter)
        assert offer.version == 2
        return
    with pytest.raises(IllegalOffer, match=f"nothing to {step}"):
        DOES[step](offer, recruiter)
    offer.refresh_from_db()
    assert (offer.status, offer.version) == (status, 1)


def test_a_draft_and_an_offer_about_to_run_out_wait_for_the_recruiter(acme, opening, recruiter):
    drafted, soon, later = (make_application(opening) for _ in range(3))
    make_offer(drafted, by=recruiter)
    for application, days in ((soon, 2), (later, 9)):
        expires_on = today() + timedelta(days=days)
        extend_offer(make_offer(application, by=recruiter, expires_on=expires_on), by=recruiter)
    items = {item.candidate: item for item in offers_waiting(recruiter, acme)}
    assert set(items) == {drafted.candidate.name, soon.candidate.name}
    assert items[soon.candidate.name].days_left == 2


def test_offers_wait_for_nobody_who_may_not_edit_them(acme, application, recruiter, interviewer):
    make_offer(application, by=recruiter)
    assert list(offers_waiting(interviewer, acme)) == []


def test_drafting_asks_for_an_application_that_is_still_there(application, recruiter):
    offer = draft_offer(application, by=recruiter, base=1, currency="USD")
    assert (offer.terms.bonus, offer.terms.equity_years, offer.terms.starts_on) == (0, 4, None)
