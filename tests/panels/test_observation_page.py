"""Signals and probes on the scorecard page: ticked, saved by themselves, kept, and read."""

import re
import threading
from dataclasses import replace

import pytest
from django.db import connection
from django.urls import reverse

from config.accounts.models import User
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from panels.filling import StaleScorecard, content_of, save_draft
from panels.models import Background, Kit, Question, Scorecard
from panels.observing import Observed
from panels.seats import seat
from pipeline.models import Criterion
from tests.companies import KEYS
from tests.factories import make_application, make_opening
from tests.panels.at_table import ASKED, BLAMES, CALM, LESS_DATA, SLOWER, TICKED, WAVES_OFF, lay_kit
from tests.panels.cards import form_of, make_filling

FORM = {
    f"signal.{CALM}": "on",
    f"signal.{CALM}.note": "Twice.",
    f"reaction.{ASKED}.{SLOWER}": "adapted",
}
"""What the page posts of `TICKED`."""


@pytest.fixture
def page(application, panel):
    lay_kit(application.stage)
    return reverse("panels:fill_scorecard", args=[application.pk, application.stage_id])


@pytest.fixture
def fill(client_of, interviewer):
    return client_of(interviewer)


def observed():
    return content_of(Scorecard.objects.get()).observed


def test_the_form_offers_the_signals_and_probes_of_the_kit(fill, page):
    html = fill.get(page).content.decode()
    for words in ("Keeps calm", "Red flags", "What broke last?", "What if it is twice-as-slow?"):
        assert words in html
    assert "nobody-asks" not in html
    assert html.count("Not asked") == html.count('value="restarted"') > 1


def test_no_card_knows_a_background(fill, page):
    """The probes that belong to where somebody comes from are asked, and not recorded."""
    html = fill.get(page).content.decode()
    for background in Background.objects.all():
        assert background.name not in html


def test_what_is_ticked_is_saved_without_script_and_shown_again(fill, page, criteria):
    assert fill.post(page, {**form_of(criteria), **FORM, "action": "save"}).status_code == 302
    assert observed() == TICKED
    html = fill.get(page).content.decode()
    assert re.search(rf'name="signal.{CALM}"[^>]* checked', html)
    assert 'value="Twice."' in html
    assert re.search(rf'name="reaction.{ASKED}.{SLOWER}" value="adapted"[^>]* checked', html)
    assert "1 of 2 probes" in html


def test_a_tick_is_saved_by_itself(fill, page, criteria):
    answer = fill.post(f"{page}draft/", {**form_of(criteria), **FORM})
    assert answer.json()["version"] == 1
    assert observed() == TICKED
    answer = fill.post(f"{page}draft/", form_of(criteria, version=1))
    assert answer.json()["version"] == 2
    assert observed() == Observed()


@pytest.mark.parametrize(
    "bad",
    [
        {f"signal.{CALM}": "on", f"signal.{CALM}.note": "x" * 501},
        {f"signal.{CALM}": "on", f"signal.{CALM}.note": "nul \0"},
        {f"reaction.{ASKED}.{SLOWER}": "laughed"},
        {"explanation": "x" * 5001},
    ],
)
def test_bad_input_is_refused_and_nothing_kept(fill, page, criteria, bad):
    assert fill.post(f"{page}draft/", {**form_of(criteria), **bad}).status_code == 422
    assert not Scorecard.objects.exists()


def test_what_is_not_at_this_table_is_not_taken(fill, page, criteria):
    foreign = {"signal.bare-tool-list": "on", f"reaction.{ASKED}.nobody-asks": "adapted"}
    fill.post(f"{page}draft/", {**form_of(criteria), **foreign})
    assert observed() == Observed()


def test_a_note_without_its_tick_is_left_out(fill, page, criteria):
    fill.post(f"{page}draft/", {**form_of(criteria), f"signal.{CALM}.note": "Changed my mind."})
    assert observed() == Observed()


def test_the_yes_is_asked_for_its_reason_and_the_draft_is_kept(fill, page, criteria):
    flagged = {**form_of(criteria), f"signal.{WAVES_OFF}": "on", "action": "submit"}
    answer = fill.post(page, flagged)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("“Waves off” and a yes: say why the yes stands.") == 2
    card = Scorecard.objects.get()
    assert not card.is_submitted
    assert observed() == Observed({WAVES_OFF: ""})
    again = {**flagged, "version": card.version, "explanation": "Learns fast.\r\nAsked for help."}
    assert fill.post(page, again).status_code == 302
    html = fill.get(page).content.decode()
    assert "Why the yes stands:</b> Learns fast.\nAsked for help." in html
    assert "Waves off" in html


def test_a_red_flag_alone_keeps_nobody_from_submitting(fill, page, criteria):
    flagged = {**form_of(criteria), f"signal.{BLAMES}": "on", "action": "submit"}
    assert fill.post(page, flagged).status_code == 302
    assert Scorecard.objects.get().is_submitted


def test_of_two_copies_the_ticks_of_both_are_shown(fill, page, criteria, application, interviewer):
    other = Observed({BLAMES: "His team."}, {(ASKED, LESS_DATA): "collapsed"})
    filling = replace(make_filling(criteria), observed=other, explanation="Because.")
    save_draft(application, application.stage, filling, by=interviewer)
    answer = fill.post(page, {**form_of(criteria), **FORM, "action": "save"})
    html = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Blames others: His team.", "<b>Collapsed</b>", "Because."):
        assert words in html
    assert re.search(rf'name="signal.{CALM}"[^>]* checked', html)
    assert observed() == other
    fill.post(page, {**form_of(criteria, version=1), **FORM, "action": "save"})
    assert observed() == TICKED


def test_readers_see_flags_with_names_and_reactions_in_short(
    fill, page, criteria, application, client_of, lead, other_interviewer
):
    flags = {f"signal.{BLAMES}": "on", f"signal.{BLAMES}.note": "Named the intern."}
    fill.post(page, {**form_of(criteria), **FORM, **flags, "action": "submit"})
    url = reverse("pipeline:application", args=[application.pk])
    html = client_of(lead).get(url).content.decode()
    assert "Named the intern." in html
    assert re.search(r"Probes met \(n = 1\):</span> Adapted 1", html)
    withheld = client_of(other_interviewer)
    for address in (url, page):
        assert "Named the intern." not in withheld.get(address).content.decode()


def test_of_two_tabs_that_save_at_once_the_later_one_is_told(own_database):
    company = Company.objects.get(slug="acme")
    with inside(company):
        lead, person = (User.objects.get(pk=KEYS[who]) for who in ("lead", "interviewer"))
        application = make_application(make_opening(by=lead), by=lead, stage="technical")
        criteria = list(Criterion.objects.all()[:2])
        seat(application.stage, person, criteria, by=lead)
        lay_kit(application.stage)
        save_draft(application, application.stage, make_filling(criteria), by=person)
    outcomes, together = [], threading.Barrier(2)

    def send(key):
        filling = replace(make_filling(criteria), observed=Observed({key: ""}))
        try:
            with inside(company):
                together.wait()
                save_draft(application, application.stage, filling, by=person, version=1)
                outcomes.append(key)
        except StaleScorecard:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(key,)) for key in (CALM, BLAMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "told" in outcomes
    with inside(company):
        assert [*observed().signals, "told"] == sorted(outcomes, key=lambda word: word == "told")


@pytest.mark.parametrize("questions", [1, 12])
def test_the_form_costs_the_same_queries_for_any_number_of_probes(
    fill, page, criteria, django_assert_num_queries, questions
):
    grow_kit(questions)
    fill.post(page, {**form_of(criteria), **FORM, "action": "save"})
    fill.get(page)
    with django_assert_num_queries(27):  # one of them for the words of what may be ticked
        assert fill.get(page).status_code == 200


def grow_kit(questions):
    first = Question.objects.get(key=ASKED)
    more = [f"{ASKED}-{number}" for number in range(questions - 1)]
    for key in more:
        Question.objects.create(key=key, ask=key, probes=first.probes, shows=first.shows)
    Kit.objects.filter(key="incidents").update(questions=[ASKED, *more])
