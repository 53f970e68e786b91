"""The inbox over the API: who waits for one's rating, and what one may read of them."""

import pytest

from pipeline.blind.hiding import alias_of
from pipeline.models import Criterion, Opening
from tests.factories import make_application, make_opening, stage_of
from tests.panels.cards import submitted
from tests.panels.inboxes import make_applicant, seat_reviewer


@pytest.fixture
def criteria(acme):
    return list(Criterion.objects.all()[:2])


@pytest.fixture
def opening(lead):
    return make_opening(by=lead)


@pytest.fixture
def reviewer(opening, interviewer, criteria, lead):
    seat_reviewer(opening, interviewer, criteria, by=lead)
    return interviewer


@pytest.fixture
def applicants(opening):
    return [make_applicant(opening, days=days, flag="No permit") for days in (5, 2)]


def listed(client, opening, query=""):
    rows = client.read(f"openings/{opening.pk}/inbox/{query}").body["results"]
    return {row["id"]: row for row in rows}


def test_the_list_holds_who_waits_for_ones_own_rating(
    api_of, opening, reviewer, applicants, criteria
):
    client = api_of(reviewer)
    assert set(listed(client, opening)) == {str(row.pk) for row in applicants}
    submitted(applicants[0], reviewer, criteria)
    assert set(listed(client, opening)) == {str(applicants[1].pk)}
    everyone = listed(client, opening, "?mine=false")
    assert [everyone[str(row.pk)]["is_mine"] for row in applicants] == [False, True]


def test_flags_and_answers_are_for_those_who_manage(api_of, opening, reviewer, lead, applicants):
    key = str(applicants[0].pk)
    for user, flagged, answers in ((lead, True, ["No"]), (reviewer, None, [])):
        client = api_of(user)
        assert listed(client, opening, "?mine=false")[key]["is_flagged"] is flagged
        review = client.read(f"applications/{key}/review/").body
        assert [row["answer"] for row in review["answers"]] == answers
    assert listed(api_of(lead), opening, "?mine=false&flagged=1").keys() == {
        str(row.pk) for row in applicants
    }


def test_a_review_tells_papers_and_never_a_withheld_number(
    api_of, opening, reviewer, lead, other_interviewer, applicants, criteria
):
    seat_reviewer(opening, other_interviewer, criteria, by=lead)
    submitted(applicants[0], other_interviewer, criteria)
    path = f"applications/{applicants[0].pk}/review/"
    review = api_of(reviewer).read(path).body
    assert "Corvid Rail" in review["resume"]
    assert (review["ratings_in"], review["is_mine"]) == (None, True)
    assert review["stage"] == str(stage_of(opening, "inbox").pk)
    submitted(applicants[0], reviewer, criteria)
    assert api_of(reviewer).read(path).body["ratings_in"] == 2


def test_a_hidden_applicant_is_an_alias_with_a_text(api_of, opening, reviewer):
    Opening.objects.filter(pk=opening.pk).update(is_blind=True)
    text = "Zuzana Kovar\nzuzana@kovar.example\nCut false alarms"
    hidden = make_applicant(opening, name="Zuzana Kovar", text=text)
    client = api_of(reviewer)
    assert listed(client, opening)[str(hidden.pk)]["candidate"] == alias_of(hidden)
    review = client.read(f"applications/{hidden.pk}/review/").body
    assert (review["candidate"], review["is_hidden"]) == (alias_of(hidden), True)
    assert "Cut false alarms" in review["resume"]
    assert "ovar" not in str(review)


def test_strangers_find_neither(api_of, opening, applicants, other_interviewer, admin, lead):
    paths = [f"openings/{opening.pk}/inbox/", f"applications/{applicants[0].pk}/review/"]
    for path in paths:
        assert api_of(other_interviewer).read(path).status_code == 404
        assert api_of(admin).read(path).status_code == 403


def test_who_has_left_the_inbox_has_no_review(api_of, opening, lead):
    gone = make_application(opening, by=lead, stage="screen")
    assert api_of(lead).read(f"applications/{gone.pk}/review/").status_code == 404
