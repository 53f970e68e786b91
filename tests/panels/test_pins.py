"""A card is filled, and read ever after, under the framework's version that it was begun in."""

from dataclasses import replace

import pytest
from django.urls import reverse

from config.accounts.models import User
from panels.filling import IncompleteScorecard, save_draft, submit
from panels.models import Scorecard
from panels.scorecards import cards_for
from panels.seats import seat
from pipeline.framework.editing import current_version
from pipeline.models import Fact
from tests.panels.at_table import (
    ASKED,
    BLAMES,
    CALM,
    SLOWER,
    TICKED,
    WAVES_OFF,
    lay_kit,
    reword,
)
from tests.panels.cards import drafted, form_of, make_filling, submitted
from tests.panels.html_forms import fields_of

OLD, NEW = "Says what the problem is", "Finds the question behind the question"


@pytest.fixture
def page(application):
    return reverse("panels:fill_scorecard", args=[application.pk, application.stage_id])


@pytest.fixture
def fill(client_of, panel, interviewer):
    return client_of(interviewer)


@pytest.fixture
def change(criteria, lead):
    """Return a function that gives the first criterion another name and its 3 other words."""

    def change(words):
        key = criteria[0].key
        reword("criteria", key, by=lead, name=words)
        return reword("anchors", f"{key}/senior/3", by=lead, text=f"{words}, in three steps.")

    change(OLD)
    for criterion in criteria:
        criterion.refresh_from_db()
    return change


def test_the_first_save_pins_a_card_for_good(application, panel, criteria, interviewer, change):
    begun = current_version()
    card = drafted(application, interviewer, criteria)
    assert card.framework_version == begun
    change(NEW)
    later = drafted(application, interviewer, criteria, rating=2)
    assert (later.framework_version, later.version) == (begun, 2)
    assert submitted(application, interviewer, criteria).framework_version == begun
    assert current_version() == begun + 2


def test_a_draft_is_filled_under_its_own_words(
    fill, page, change, criteria, client_of, other_interviewer
):
    fill.post(page, {**form_of(criteria), "action": "save"})
    change(NEW)
    html = fill.get(page).content.decode()
    assert OLD in html
    assert f"{OLD}, in three steps." in html
    assert NEW not in html
    fresh = client_of(other_interviewer).get(page).content.decode()
    assert NEW in fresh
    assert OLD not in fresh


def test_the_form_says_quietly_that_the_wording_was_changed(fill, page, change, criteria, lead):
    words = "The wording was changed since you began"
    fill.post(page, {**form_of(criteria), "action": "save"})
    begun = current_version()
    reword("facts", Fact.objects.first().key, by=lead, helps="Elsewhere.")
    assert words not in fill.get(page).content.decode()
    newest = change(NEW)
    html = fill.get(page).content.decode()
    assert f"{words}; you fill it under version {begun}." in html
    assert f"?from={begun}&amp;to={newest}" in html


@pytest.mark.parametrize("action", ["save", "submit"])
def test_a_card_is_pinned_to_the_words_that_the_page_showed(fill, page, change, criteria, action):
    shown = fields_of(fill.get(page).content.decode())["framework_version"]
    change(NEW)
    fill.post(page, {**form_of(criteria), "framework_version": shown, "action": action})
    assert Scorecard.objects.get().framework_version == int(shown)
    html = fill.get(page).content.decode()
    assert f"{OLD}, in three steps." in html
    assert NEW not in html


def test_what_saves_itself_is_pinned_to_what_the_page_showed(fill, page, change, criteria):
    shown = current_version()
    change(NEW)
    fill.post(f"{page}draft/", {**form_of(criteria), "framework_version": shown})
    assert Scorecard.objects.get().framework_version == shown
    later = {**form_of(criteria, version=1, rating=2), "framework_version": current_version()}
    assert fill.post(f"{page}draft/", later).json()["version"] == 2
    assert Scorecard.objects.get().framework_version == shown


def test_a_refused_page_keeps_the_words_that_it_showed(fill, page, change, criteria):
    shown = current_version()
    change(NEW)
    sent = {**form_of(criteria, note="x" * 5001), "framework_version": shown, "action": "save"}
    answer = fill.post(page, sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"{OLD}, in three steps." in html
    assert fields_of(html)["framework_version"] == str(shown)


def test_beside_a_newer_copy_the_page_reads_as_that_copy_is_pinned(
    fill, page, change, criteria, application, interviewer
):
    pinned = drafted(application, interviewer, criteria).framework_version
    change(NEW)
    sent = {**form_of(criteria, rating=2), "framework_version": current_version()}
    answer = fill.post(page, {**sent, "action": "save"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert fields_of(html)["framework_version"] == str(pinned)
    assert NEW not in html


NO_VERSIONS = ["", "0", "-1", "99999", "9" * 5000, "1.0", "five", "٣", "nul \0", None]


@pytest.mark.parametrize("garbage", NO_VERSIONS)
def test_what_is_no_version_pins_to_the_newest(fill, page, change, criteria, garbage):
    sent = {} if garbage is None else {"framework_version": garbage}
    assert fill.post(f"{page}draft/", {**form_of(criteria), **sent}).status_code == 200
    assert Scorecard.objects.get().framework_version == current_version()


def test_an_unbegun_card_is_not_behind(fill, page, change):
    change(NEW)
    assert "The wording was changed" not in fill.get(page).content.decode()


def test_what_is_missing_is_said_in_the_cards_own_words(
    application, panel, criteria, interviewer, change
):
    drafted(application, interviewer, criteria)
    change(NEW)
    filling = replace(make_filling(criteria), ratings={criteria[1].pk: 3})
    with pytest.raises(IncompleteScorecard, match=f"Rate “{OLD}”"):
        submit(application, application.stage, filling, by=interviewer)


def test_a_submitted_card_reads_as_its_version_had_it(fill, page, change, criteria):
    fill.post(page, {**form_of(criteria), "action": "submit"})
    pinned = Scorecard.objects.get().framework_version
    change(NEW)
    html = fill.get(page).content.decode()
    assert f"{OLD}, in three steps." in html
    assert f"under framework version {pinned}" in html
    assert NEW not in html


def test_cards_of_two_versions_stand_side_by_side(
    application, panel, criteria, interviewer, other_interviewer, lead, change
):
    submitted(application, interviewer, criteria)
    change(NEW)
    submitted(application, other_interviewer, criteria)
    part = cards_for(application, lead)[-1]
    assert part.rows[0].names == [OLD, NEW]
    assert [reading.ratings[0].name for reading in part.readings] == [OLD, NEW]
    assert [reading.notes[0].criteria[0] for reading in part.readings] == [OLD, NEW]


def test_signals_are_read_as_the_card_had_them(application, panel, interviewer, lead, criteria):
    lay_kit(application.stage)
    filling = replace(make_filling(criteria), observed=TICKED)
    save_draft(application, application.stage, filling, by=interviewer)
    reword("signals", CALM, by=lead, name="Never loses their head")
    submit(application, application.stage, filling, by=interviewer)
    [reading] = cards_for(application, lead)[-1].readings
    assert [row.name for row in reading.signals] == ["Keeps calm"]


def test_what_is_ticked_is_what_the_card_prints(fill, page, application, panel, criteria, lead):
    lay_kit(application.stage)
    fill.post(page, {**form_of(criteria), "action": "save"})
    reword("signals", CALM, by=lead, name="Never loses their head", shows="Elsewhere.")
    reword("signals", BLAMES, by=lead, sort="listening")
    reword("questions", ASKED, by=lead, ask="Which fire did you put out?")
    reword("probes", SLOWER, by=lead, ask="And if it were slow?")
    words = ["Keeps calm", "What broke last?", f"What if it is {SLOWER}?"]
    newer = ["Never loses their head", "Which fire", "And if it were slow?"]
    form = fill.get(page).content.decode()
    ticks = {f"signal.{CALM}": "on", f"signal.{BLAMES}": "on"}
    ticks[f"reaction.{ASKED}.{SLOWER}"] = "adapted"
    fill.post(page, {**form_of(criteria, version=1), **ticks, "action": "submit"})
    card = fill.get(page).content.decode()
    for html in (form, card):
        assert [text in html for text in words] == [True] * 3
        assert [text in html for text in newer] == [False] * 3
    assert "Elsewhere." not in form
    [reading] = cards_for(application, lead)[-1].readings
    assert {row.key: row.is_red_flag for row in reading.signals} == {CALM: False, BLAMES: True}


@pytest.mark.parametrize(("asked", "asks_now"), [(WAVES_OFF, False), (BLAMES, True)])
def test_a_yes_owes_its_reason_as_the_card_is_pinned(
    fill, page, application, panel, criteria, lead, asked, asks_now
):
    lay_kit(application.stage)
    fill.post(page, {**form_of(criteria), "action": "save"})
    reword("signals", asked, by=lead, must_explain=asks_now, name="Called otherwise")
    ticks = {f"signal.{asked}": "on"}
    needs = "This role ships: a yes beside “Waves off” needs its reason."
    assert needs in fill.get(page).content.decode()
    sent = {**form_of(criteria, version=1), **ticks, "action": "submit"}
    answer = fill.post(page, sent)
    assert Scorecard.objects.get().is_submitted is asks_now
    assert ("“Waves off” and a yes" in answer.content.decode()) is not asks_now


@pytest.mark.parametrize("versions", [1, 12])
def test_any_number_of_versions_costs_the_same(
    application, technical, criteria, lead, change, django_assert_num_queries, versions
):
    for number in range(versions):
        person = User.objects.create(email=f"{number}@x.example", name="X", roles=["interviewer"])
        seat(technical, person, criteria, by=lead)
        submitted(application, person, criteria)
        change(f"Words {number}")
    with django_assert_num_queries(9):
        # cards, ratings, evidence, its criteria, signals, reactions, cards known of, seats, words
        parts = cards_for(application, lead)
    assert len(parts[-1].rows[0].names) == versions
