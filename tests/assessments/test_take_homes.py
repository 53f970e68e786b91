"""Take-homes: brief, hand-in, review, and the gate they open."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.gates import take_home_gate, take_home_waits
from assessments.models import TakeHome, TakeHomeReview
from assessments.queue import reviews_due
from assessments.take_homes import IllegalTakeHome, hand_in, review, set_brief
from config.records.models import StoredFile
from pipeline.models import Membership
from pipeline.moves import IllegalMove, move
from pipeline.timeline import timeline_of
from tests.factories import make_application, make_opening, stage_of

LINK = "https://code.example.com/work"


def handed_in(application, by, **fields):
    return hand_in(application, application.stage, by=by, **{"link": LINK, **fields})


def reviewed(application, by, verdict="meets"):
    take_home = TakeHome.objects.get(application=application)
    return review(take_home, by=by, verdict=verdict, note="Handles drift well.")


def test_a_brief_can_be_changed_until_the_work_is_in(application, recruiter):
    due_at = timezone.now() + timedelta(days=4)
    set_brief(application, application.stage, by=recruiter, brief="Rank.", due_at=None)
    set_brief(application, application.stage, by=recruiter, brief="Rank it.", due_at=due_at)
    take_home = TakeHome.objects.get()
    assert (take_home.brief, take_home.due_at) == ("Rank it.", due_at)
    handed_in(application, recruiter)
    with pytest.raises(IllegalTakeHome, match="handed in"):
        set_brief(application, application.stage, by=recruiter, brief="More.", due_at=None)


def test_work_may_be_handed_in_without_a_brief_and_late(application, recruiter):
    due_at = timezone.now() - timedelta(days=1)
    assert not handed_in(application, recruiter).was_late
    TakeHome.objects.update(due_at=due_at)
    assert TakeHome.objects.get().was_late


def test_handing_in_again_replaces_the_file_and_its_bytes(
    application, recruiter, django_capture_on_commit_callbacks
):
    def upload(name):
        return SimpleUploadedFile(name, b"work")

    with django_capture_on_commit_callbacks(execute=True):
        first = handed_in(application, recruiter, link="", upload=upload("a.zip")).file
    path = first.path
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        handed_in(application, recruiter, upload=upload("b.zip"))
    assert not path.exists()
    assert StoredFile.objects.get().name == "b.zip"


def test_what_was_reviewed_is_not_replaced(application, recruiter, lead):
    handed_in(application, recruiter)
    reviewed(application, lead)
    with pytest.raises(IllegalTakeHome, match="reviewed already"):
        handed_in(application, recruiter)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"link": ""}, IllegalTakeHome),
        ({"at": timezone.now() + timedelta(hours=1)}, IllegalTakeHome),
        ({"upload": SimpleUploadedFile("run.exe", b"MZ")}, ValidationError),
    ],
)
def test_what_cannot_be_handed_in(application, recruiter, fields, error):
    with pytest.raises(error):
        handed_in(application, recruiter, **fields)
    assert not TakeHome.objects.handed_in().exists()


@pytest.mark.parametrize("kind", ["screen", "final"])
def test_other_stages_have_no_take_home(application, recruiter, kind):
    stage = stage_of(application.opening, kind)
    for change in (
        lambda: hand_in(application, stage, by=recruiter, link=LINK),
        lambda: set_brief(application, stage, by=recruiter, brief="Do.", due_at=None),
    ):
        with pytest.raises(IllegalTakeHome, match="has no take-home"):
            change()


def test_another_openings_stage_is_not_its_own(application, recruiter):
    elsewhere = stage_of(make_opening(), "take_home")
    with pytest.raises(IllegalTakeHome, match="has no take-home"):
        hand_in(application, elsewhere, by=recruiter, link=LINK)


# who, on the team, sits there -> may review
REVIEWERS = [
    ("recruiter", True, False, True),
    ("recruiter", False, False, False),
    ("lead", True, False, True),
    ("interviewer", False, True, True),
    ("interviewer", False, False, False),
    ("interviewer", True, False, False),
    ("admin", True, False, False),
]


@pytest.mark.parametrize(("who", "on_team", "sits", "may"), REVIEWERS)
def test_who_reviews(request, application, recruiter, who, on_team, sits, may):
    person = request.getfixturevalue(who)
    if sits:
        request.getfixturevalue("seats")
    Membership.objects.filter(user=person).delete()
    if on_team:
        Membership.objects.create(opening=application.opening, user=person)
    handed_in(application, recruiter)
    assert TakeHome.objects.reviewable_by(person).exists() is may
    if may:
        reviewed(application, person)
    else:
        with pytest.raises(IllegalTakeHome, match="Its reviewers are"):
            reviewed(application, person)


def test_each_reviewer_writes_one(application, recruiter, lead):
    handed_in(application, recruiter)
    reviewed(application, lead)
    with pytest.raises(IllegalTakeHome, match="reviewed it already"):
        reviewed(application, lead)


@pytest.mark.parametrize("change", [{"verdict": "great"}, {"note": " "}])
def test_a_review_says_what_and_why(application, recruiter, lead, change):
    take_home = handed_in(application, recruiter)
    with pytest.raises(IllegalTakeHome, match="verdict"):
        review(take_home, by=lead, **{"verdict": "meets", "note": "Good.", **change})


def test_nothing_handed_in_is_not_reviewed(application, recruiter, lead):
    set_brief(application, application.stage, by=recruiter, brief="Rank.", due_at=None)
    with pytest.raises(IllegalTakeHome, match="Nothing is handed in"):
        reviewed(application, lead)


def test_colleagues_reviews_are_withheld_until_ones_own_is_in(
    application, recruiter, seats, interviewer, other_interviewer, lead
):
    handed_in(application, recruiter)
    theirs = reviewed(application, other_interviewer, "below")
    readable = TakeHomeReview.objects.readable_by
    assert theirs not in readable(interviewer)
    assert theirs in readable(lead)
    assert not [e for e in timeline_of(application, interviewer) if e.title == "Take-home reviewed"]
    reviewed(application, interviewer)
    assert theirs in readable(interviewer)


def test_the_gate_opens_with_the_first_review(application, recruiter, lead):
    final = stage_of(application.opening, "final")
    with pytest.raises(IllegalMove, match="Waiting for the take-home"):
        move(application, final, by=recruiter)
    handed_in(application, recruiter)
    assert take_home_gate(application) == "Waiting for the review of the take-home."
    reviewed(application, lead)
    assert take_home_gate(application) is None
    move(application, final, by=recruiter)


@pytest.mark.parametrize("cards", [1, 50])
def test_waits_and_reviews_due_cost_one_query_each(
    acme, opening, recruiter, lead, django_assert_num_queries, cards
):
    applications = [
        make_application(opening, by=recruiter, stage="take_home") for _ in range(cards)
    ]
    for application in applications[: (cards + 1) // 2]:
        handed_in(application, recruiter)
    with django_assert_num_queries(1):
        waits = take_home_waits(applications)
    assert waits[applications[0].pk] == "review of the take-home"
    assert waits.get(applications[-1].pk) == (
        "take-home" if cards > 1 else "review of the take-home"
    )
    with django_assert_num_queries(1):
        items = list(reviews_due(lead, acme))
    assert len(items) == (cards + 1) // 2
    assert items[0].days_left == 13


def test_who_sits_there_owes_a_review_and_the_team_only_the_first(
    acme, application, recruiter, seats, interviewer, other_interviewer, lead
):
    handed_in(application, recruiter)
    reviewed(application, interviewer)
    due = {
        person: len(list(reviews_due(person, acme)))
        for person in (interviewer, other_interviewer, lead, recruiter)
    }
    assert due == {interviewer: 0, other_interviewer: 1, lead: 0, recruiter: 0}


def test_the_timeline_tells_of_it_and_not_what_was_said(application, recruiter, lead):
    handed_in(application, recruiter)
    reviewed(application, lead, "below")
    told = [(e.title, e.who, e.text) for e in timeline_of(application, recruiter)]
    assert ("Take-home handed in", "", "") in told
    assert ("Take-home reviewed", lead.name, "") in told


def test_a_panel_of_another_stage_reads_no_reviews(application, recruiter, lead, interviewer):
    from panels.seats import seat
    from pipeline.models import Criterion

    handed_in(application, recruiter)
    theirs = reviewed(application, lead)
    elsewhere = stage_of(application.opening, "technical")
    seat(elsewhere, interviewer, Criterion.objects.all()[:1], by=lead, application=application)
    assert theirs not in TakeHomeReview.objects.readable_by(interviewer)
    assert not [e for e in timeline_of(application, interviewer) if e.title == "Take-home reviewed"]
