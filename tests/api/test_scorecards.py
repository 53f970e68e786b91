"""Scorecards over the API: what is withheld on the pages is withheld here."""

import pytest

from config.accounts.models import User
from panels.seats import seat
from pipeline.models import Anchor, Criterion
from tests.factories import make_application, make_opening, stage_of
from tests.panels.at_table import ASKED, BLAMES, CALM, SLOWER, WAVES_OFF, lay_kit, reword
from tests.panels.cards import submitted


@pytest.fixture
def technical(acme, recruiter, interviewer, other_interviewer):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    stage = stage_of(opening, "technical")
    criteria = list(Criterion.objects.all()[:2])
    for person in (interviewer, other_interviewer):
        seat(stage, person, criteria, by=recruiter)
    return stage


@pytest.fixture
def application(technical, recruiter):
    return make_application(technical.opening, by=recruiter, stage=technical)


def filling(value=3):
    criteria = [str(key) for key in Criterion.objects.values_list("pk", flat=True)[:2]]
    return {
        "ratings": [{"criterion": key, "value": value} for key in criteria],
        "evidence": [{"text": "Asked who acts on the score.", "criteria": criteria}],
        "recommendation": "yes",
    }


def test_colleagues_cards_open_once_ones_own_is_in(
    api_of, application, technical, interviewer, other_interviewer
):
    path = f"applications/{application.pk}/scorecards/"
    mine, theirs = api_of(interviewer), api_of(other_interviewer)
    assert theirs.send("POST", f"{path}{technical.pk}/submit/", filling(4)).status_code == 200
    assert mine.read(path).body["results"] == []
    assert mine.send("POST", f"{path}{technical.pk}/submit/", filling(2)).status_code == 200
    assert {row["interviewer"] for row in mine.read(path).body["results"]} == {
        interviewer.name,
        other_interviewer.name,
    }


def test_a_draft_is_kept_and_read_by_its_author_only(
    api_of, api, application, technical, interviewer
):
    path = f"applications/{application.pk}/scorecards/"
    saved = api_of(interviewer).send("PUT", f"{path}{technical.pk}/", filling())
    assert (saved.status_code, saved.body["submitted_at"]) == (200, None)
    assert api.read(path).body["results"] == []


def test_a_stale_draft_does_not_overwrite(api_of, application, technical, interviewer):
    client = api_of(interviewer)
    path = f"applications/{application.pk}/scorecards/{technical.pk}/"
    first = client.send("PUT", path, filling(2))
    client.send("PUT", path, filling(3))
    stale = client.send("PUT", path, filling(4), {"If-Match": first["ETag"]})
    assert stale.status_code == 412
    assert {rating["value"] for rating in client.read(path).body["ratings"]} == {3}


def test_a_submitted_card_is_locked(api_of, application, technical, interviewer):
    client = api_of(interviewer)
    path = f"applications/{application.pk}/scorecards/{technical.pk}/"
    client.send("POST", f"{path}submit/", filling())
    assert client.send("PUT", path, filling(1)).status_code == 409


@pytest.mark.parametrize("value", [0, 5, 2.5, "three", None])
def test_a_rating_is_a_whole_number_from_one_to_four(
    api_of, application, technical, interviewer, value
):
    path = f"applications/{application.pk}/scorecards/{technical.pk}/"
    response = api_of(interviewer).send("PUT", path, filling(value))
    assert response.status_code == 400


def test_who_is_not_seated_cannot_fill_a_card(api, application, technical):
    path = f"applications/{application.pk}/scorecards/{technical.pk}/"
    assert api.send("PUT", path, filling()).status_code == 403


def test_an_incomplete_card_is_not_submitted(api_of, application, technical, interviewer):
    path = f"applications/{application.pk}/scorecards/{technical.pk}/submit/"
    response = api_of(interviewer).send("POST", path, filling() | {"ratings": []})
    assert response.status_code == 422


@pytest.fixture
def path(application, technical):
    """The own card, in a stage with a kit for tests."""
    lay_kit(technical)
    return f"applications/{application.pk}/scorecards/{technical.pk}/"


TICKED = {
    "signals": [{"signal": CALM, "note": "Twice."}, {"signal": BLAMES, "note": ""}],
    "reactions": [{"question": ASKED, "probe": SLOWER, "reaction": "adapted"}],
    "explanation": "Learns fast.",
}


def test_what_was_ticked_is_written_and_read(api_of, path, interviewer):
    client = api_of(interviewer)
    saved = client.send("PUT", path, filling() | TICKED)
    assert saved.status_code == 200
    for body in (saved.body, client.read(path).body):
        assert {row["signal"]: row["note"] for row in body["signals"]} == {
            CALM: "Twice.",
            BLAMES: "",
        }
        assert (body["reactions"], body["explanation"]) == (TICKED["reactions"], "Learns fast.")
    cleared = client.send("PUT", path, filling())
    assert (cleared.body["signals"], cleared.body["reactions"]) == ([], [])


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"signals": [{"signal": "unheard-of"}]}, 422),
        ({"signals": [{"signal": "bare-tool-list"}]}, 422),
        ({"signals": [{"signal": CALM, "note": "x" * 501}]}, 400),
        ({"signals": [{"note": "Which?"}]}, 400),
        ({"signals": CALM}, 400),
        ({"signals": [{"signal": "no key"}]}, 400),
        ({"reactions": [{"question": ASKED, "probe": SLOWER, "reaction": "laughed"}]}, 400),
        ({"reactions": [{"question": ASKED, "probe": "other", "reaction": "adapted"}]}, 422),
        ({"explanation": None}, 400),
        ({"explanation": "x" * 5001}, 400),
        ({"summary": "x" * 5001}, 400),
        ({"evidence": [{"text": "x" * 5001}]}, 400),
    ],
)
def test_what_no_card_holds_is_refused(api_of, path, interviewer, wrong, status):
    assert api_of(interviewer).send("PUT", path, filling() | wrong).status_code == status
    assert api_of(interviewer).send("PUT", path, filling()).body["version"] == 1


def test_the_yes_beside_the_flag_is_explained(api_of, path, interviewer):
    flagged = filling() | {"signals": [{"signal": WAVES_OFF}]}
    refused = api_of(interviewer).send("POST", f"{path}submit/", flagged)
    assert refused.status_code == 422
    assert "say why the yes stands" in refused.content.decode()
    explained = flagged | {"explanation": "Asked for help with it."}
    assert api_of(interviewer).send("POST", f"{path}submit/", explained).status_code == 200


def test_a_card_names_its_version_and_reads_as_that_had_it(
    api_of, path, application, interviewer, lead
):
    client = api_of(interviewer)
    saved = client.send("PUT", path, filling()).body
    criterion = Criterion.objects.first()
    was = Anchor.objects.get(criterion=criterion, level__key="senior", rating=3).text
    reword("criteria", criterion.key, by=lead, name="Another name")
    reword("anchors", f"{criterion.key}/senior/3", by=lead, text="Other words.")
    client.send("POST", f"{path}submit/", filling())
    [card] = client.read(f"applications/{application.pk}/scorecards/").body["results"]
    assert card["framework_version"] == saved["framework_version"]
    rating = next(row for row in card["ratings"] if row["criterion"] == str(criterion.pk))
    assert (rating["name"], rating["anchor"], rating["value"]) == (criterion.name, was, 3)


def test_the_first_save_pins_a_card_to_the_version_that_was_read(api_of, path, interviewer):
    client = api_of(interviewer)
    for value, version in ((3, 1), (2, 2)):
        saved = client.send("PUT", path, filling(value) | {"framework_version": version})
        assert saved.body["framework_version"] == 1
    done = client.send("POST", f"{path}submit/", filling() | {"framework_version": 2})
    assert done.body["framework_version"] == 1


def test_a_card_submitted_at_once_is_pinned_alike(api_of, path, interviewer):
    sent = filling() | {"framework_version": 1}
    done = api_of(interviewer).send("POST", f"{path}submit/", sent)
    assert (done.status_code, done.body["framework_version"]) == (200, 1)


@pytest.mark.parametrize(
    "garbage", [None, 0, -1, 3, 10**30, 1.5, True, "", "five", [1], {"number": 1}]
)
def test_what_is_no_version_pins_to_the_newest(api_of, path, interviewer, garbage):
    saved = api_of(interviewer).send("PUT", path, filling() | {"framework_version": garbage})
    assert (saved.status_code, saved.body["framework_version"]) == (200, 2)


@pytest.mark.parametrize("cards", [1, 5])
def test_the_list_costs_the_same_queries_for_any_number_of_cards(
    api_of, application, technical, recruiter, django_assert_num_queries, cards
):
    criteria = list(Criterion.objects.all()[:2])
    for number in range(cards):
        person = User.objects.create(email=f"{number}@x.example", name="X", roles=["interviewer"])
        seat(technical, person, criteria, by=recruiter)
        submitted(application, person, criteria)
    client = api_of(recruiter)
    with django_assert_num_queries(13):
        found = client.read(f"applications/{application.pk}/scorecards/").body["results"]
    assert len(found) == cards


def test_the_funnel_over_the_api_is_the_one_of_the_command(api, application):
    funnel = api.read(f"reports/funnel/?opening={application.opening.ref}").body
    by_kind = {stage["kind"]: stage for stage in funnel["stages"]}
    assert by_kind["technical"]["in_progress"] == 1
    assert (funnel["offers"], funnel["hired"]) == (0, 0)
