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
from tests.panels.at_table import CALM, TICKED, lay_kit, reword
from tests.panels.cards import drafted, form_of, make_filling, submitted

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
