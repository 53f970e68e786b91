"""The pages of an offer, by role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.tenancy.schemas import inside
from pipeline.models import Application, Membership, Offer, Opening
from pipeline.offer_cards import offers_section, read_card
from pipeline.offer_chronicle import tell_offers
from pipeline.offers import (
    decline_offer,
    extend_offer,
    revise_offer,
    today,
)
from pipeline.pay_bars import pay_bar
from pipeline.pay_places import PayPlace, compa_ratio
from tests.factories import (
    make_application,
    make_closing_brief,
    make_offer,
    make_opening,
    offer_terms,
)

LOW, HIGH = 28_000_000, 38_000_000


@pytest.fixture
def opening(acme, recruiter, lead):
    opening = make_opening(by=recruiter, pay_low=LOW, pay_high=HIGH)
    Membership.objects.create(opening=opening, user=lead)
    return opening


@pytest.fixture
def application(opening, recruiter):
    return make_application(opening, by=recruiter)


@pytest.fixture
def offer(application, recruiter):
    return make_offer(application, by=recruiter, bonus=2_000_000, equity=40_000_000)


def typed(**fields):
    return {
        "currency": "USD",
        "base": "310,000",
        "bonus": "",
        "equity": "",
        "equity_years": "4",
        "starts_on": "",
        "expires_on": (today() + timedelta(days=5)).isoformat(),
        "note": "",
        **fields,
    }


def page(name, row):
    return reverse(f"pipeline:{name}", args=[row.pk])


def test_an_offer_is_written_looked_at_and_sent_without_script(client_of, recruiter, application):
    client = client_of(recruiter)
    make_closing_brief(application, by=recruiter)
    response = client.post(page("draft_offer", application), typed(), follow=True)
    offer = Offer.objects.get()
    assert response.redirect_chain[-1][0] == page("extend_offer", offer)
    shown = response.context["mail"]
    assert shown.body in response.content.decode()
    response = client.post(page("extend_offer", offer), {"version": "1"})
    assert response.status_code == 302
    assert OutboxMessage.objects.get().body == shown.body
    assert Offer.objects.get().status == "extended"


def test_what_holds_an_offer_back_is_said_before_it_is_sent(client_of, recruiter, opening):
    row = make_application(opening, by=recruiter, stage="technical")
    offer = make_offer(row, by=recruiter)
    page = client_of(recruiter).get(reverse("pipeline:extend_offer", args=[offer.pk])).text
    assert "No panel is seated for Technical. The offer cannot go out before." in page


def test_a_form_with_faults_is_shown_again_and_writes_nothing(client_of, recruiter, application):
    over = (today() - timedelta(days=1)).isoformat()
    response = client_of(recruiter).post(
        page("draft_offer", application), typed(base="0", expires_on=over)
    )
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"base", "expires_on"}
    assert not Offer.objects.exists()


def test_a_currency_without_minor_units_is_written_in_whole_ones(client_of, recruiter, application):
    client_of(recruiter).post(
        page("draft_offer", application), typed(currency="JPY", base="12,000,000")
    )
    assert Offer.objects.get().terms.base == 12_000_000


def test_revising_starts_from_what_was_written(client_of, recruiter, offer):
    client = client_of(recruiter)
    form = client.get(page("revise_offer", offer)).context["form"]
    assert (form["base"].value(), form["bonus"].value()) == ("300,000", "20,000")
    client.post(page("revise_offer", offer), typed(version="1"))
    assert Offer.objects.get().terms.base == 31_000_000


@pytest.mark.parametrize("name", ["revise_offer", "extend_offer", "accept_offer"])
def test_a_stale_page_changes_nothing_and_says_so(client_of, recruiter, offer, name):
    if name == "accept_offer":
        extend_offer(offer, by=recruiter)
    else:
        revise_offer(offer, by=recruiter, **offer_terms())
    before = Offer.objects.values().get()
    response = client_of(recruiter).post(page(name, offer), typed(version="1"))
    assert response.status_code == 422
    assert "changed this offer meanwhile" in response.content.decode()
    assert Offer.objects.values().get() == before


def test_a_step_that_cannot_be_taken_leads_back_with_the_reason(client_of, recruiter, offer):
    response = client_of(recruiter).post(page("accept_offer", offer), {"version": "1"}, follow=True)
    assert "still a draft" in response.content.decode()


def test_accepting_and_declining_from_their_pages(client_of, recruiter, opening, offer):
    client = client_of(recruiter)
    extend_offer(offer, by=recruiter)
    assert "seat 1 of 1" in client.get(page("accept_offer", offer)).content.decode()
    client.post(page("accept_offer", offer), {"version": "2"})
    assert Application.objects.get().state == "hired"
    Opening.objects.update(headcount=2)
    other = extend_offer(make_offer(make_application(opening), by=recruiter), by=recruiter)
    assert client.post(page("decline_offer", other), {"version": "2"}).status_code == 422
    client.post(page("decline_offer", other), {"version": "2", "reason": "Pay"})
    other.refresh_from_db()
    assert (other.status, other.decline_reason) == ("declined", "Pay")


def test_an_offer_that_ran_out_is_said_so_and_marked(client_of, recruiter, offer):
    client = client_of(recruiter)
    extend_offer(offer, by=recruiter)
    offer.versions.update(expires_on=today() - timedelta(days=1))
    section = offers_section(offer.application, recruiter).section
    assert (section.current.is_overdue, section.current.status) == (True, "Ran out")
    client.post(page("expire_offer", offer), {"version": "2"})
    assert Offer.objects.get().status == "expired"


def test_a_draft_is_taken_back(client_of, recruiter, offer):
    client_of(recruiter).post(page("take_back_offer", offer), {"version": "1"})
    assert Offer.objects.get().status == "withdrawn"


PAGES = ["draft_offer", "revise_offer", "extend_offer", "accept_offer", "decline_offer"]


@pytest.mark.parametrize("name", [*PAGES, "take_back_offer", "expire_offer"])
@pytest.mark.parametrize("who", ["admin", "interviewer", "outsider"])
def test_offers_are_not_for_everyone(
    request, client_of, application, offer, who, name
):  # fmt: skip
    client = client_of(request.getfixturevalue(who))
    row = application if name == "draft_offer" else offer
    assert client.post(page(name, row), {"version": "1"}).status_code == 403
    assert Offer.objects.get().status == "draft"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("is_on_team", [True, False])
def test_a_lead_makes_offers_in_their_teams_openings_only(
    client_of, lead, application, offer, name, is_on_team
):
    if not is_on_team:
        Membership.objects.filter(user=lead).delete()
    if name in ("accept_offer", "decline_offer"):
        extend_offer(offer, by=None)
    row = application if name == "draft_offer" else offer
    response = client_of(lead).get(page(name, row))
    assert response.status_code == (200 if is_on_team else 404)


@pytest.mark.parametrize("name", PAGES)
def test_the_rival_has_no_such_offer(client_of, globex, recruiter, application, offer, name):
    with inside(globex):
        rival = User.objects.get(pk=recruiter.pk)
    row = application if name == "draft_offer" else offer
    assert client_of(rival, company=globex).get(page(name, row)).status_code == 404


@pytest.mark.parametrize("who", ["interviewer", "admin", "outsider"])
def test_pay_is_in_no_section_and_no_entry_for_others(request, application, offer, who):
    user = request.getfixturevalue(who)
    assert offers_section(application, user) is None
    assert list(tell_offers(application, user)) == []


def test_the_timeline_tells_each_version_and_the_answer(application, offer, recruiter):
    revise_offer(offer, by=recruiter, **offer_terms())
    extend_offer(offer, by=recruiter)
    decline_offer(offer, by=recruiter, reason="Pay")
    entries = list(tell_offers(application, recruiter))
    assert {entry.title for entry in entries} == {
        "Offer drafted",
        "Offer revised",
        "Offer extended",
        "Offer declined",
    }
    assert any("$300,000" in entry.text for entry in entries)


def test_the_timeline_keeps_amounts_from_those_who_may_not_see_pay(
    application, offer, recruiter, monkeypatch
):
    sees = recruiter.can
    monkeypatch.setattr(recruiter, "can", lambda action: action != "pay.view" and sees(action))
    entries = list(tell_offers(application, recruiter))
    assert [(entry.title, entry.text) for entry in entries] == [("Offer drafted", "")]


@pytest.mark.parametrize(
    ("amount", "position", "ratio", "words"),
    [
        (28_000_000, 0.0, 0.85, "0 % up the range · compa‑ratio 0.85"),
        (33_000_000, 0.5, 1.00, "50 % up the range · compa‑ratio 1.00"),
        (40_000_000, 1.2, 1.21, "above the range · compa‑ratio 1.21"),
        (20_000_000, -0.8, 0.61, "below the range · compa‑ratio 0.61"),
    ],
)
def test_a_base_stands_somewhere_in_its_range(amount, position, ratio, words):
    place = PayPlace(amount, LOW, HIGH, "USD", "the range")
    assert place.position == pytest.approx(position)
    assert place.compa_ratio == pytest.approx(ratio, abs=0.005)
    assert place.words == words


def test_a_range_of_nothing_has_no_middle():
    assert compa_ratio(1, 0, 0) is None


def test_a_base_far_outside_stands_at_the_edge_of_its_bar():
    place = PayPlace(10**12, LOW, HIGH, "USD", "the range")
    assert 'cx="194" ' in pay_bar(place)


def test_a_base_outside_the_range_is_warned_of_and_not_refused(application, recruiter):
    offer = make_offer(application, by=recruiter, base=HIGH + 100)
    (warning,) = read_card(offer, today()).warnings
    assert "above this opening's range, $280,000–380,000" in warning


def test_without_a_range_or_in_another_currency_nothing_is_compared(application, recruiter):
    offer = make_offer(application, by=recruiter, currency="EUR")
    card = read_card(offer, today())
    assert (list(card.places), len(card.warnings)) == ([], 1)
