"""Scorecards over the API: what is withheld on the pages is withheld here."""

import pytest

from panels.seats import seat
from pipeline.models import Criterion
from tests.factories import make_application, make_opening, stage_of


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


def test_the_funnel_over_the_api_is_the_one_of_the_command(api, application):
    funnel = api.read(f"reports/funnel/?opening={application.opening.ref}").body
    by_kind = {stage["kind"]: stage for stage in funnel["stages"]}
    assert by_kind["technical"]["in_progress"] == 1
    assert (funnel["offers"], funnel["hired"]) == (0, 0)
