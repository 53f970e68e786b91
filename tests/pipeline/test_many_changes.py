"""Changing many at once, who is left out, and taking it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.accounts.models import User
from config.records.models import OutboxMessage
from config.records.outbox import send_due
from config.tenancy.models import Company
from config.tenancy.schemas import inside
from pipeline.board_views.many_changes import (
    Picked,
    assign_many,
    message_many,
    move_many,
    reject_many,
    tag_many,
)
from pipeline.board_views.undoing_many import TooLate, undo_change
from pipeline.models import (
    Application,
    ManyChange,
    Membership,
    Message,
    StageKind,
    Tagging,
)
from pipeline.moves import move, reject
from pipeline.people.tags import tag_people
from pipeline.work_queue.owners import assign
from tests.factories import make_application, make_candidate, make_opening, stage_of
from tests.races import at_once


@pytest.fixture
def opening(acme, recruiter):
    opening = make_opening(by=recruiter)
    opening.stages.update(gate="none")
    return opening


@pytest.fixture
def people(opening):
    return [make_application(opening) for _ in range(3)]


@pytest.fixture
def screen(opening):
    return stage_of(opening, "screen")


def pick(*rows, version=True):
    return [Picked(row, row.version if version else None) for row in rows]


def fresh(row):
    return Application.objects.get(pk=row.pk)


def kinds(row):
    return list(row.moves.order_by("sequence").values_list("kind", flat=True))


def test_those_who_can_be_are_moved_and_the_others_are_named(
    opening, people, screen, recruiter, lead
):
    first, second, third = people
    picked = pick(*people)
    move(fresh(second), stage_of(opening, "technical"), by=lead)
    move(fresh(third), screen, by=recruiter)
    outcome = move_many(picked, by=recruiter, to=screen)
    said = {refusal.application: refusal.sentence for refusal in outcome.refused}
    assert outcome.done == 1
    assert fresh(first).stage == screen
    assert said[second] == "Lead moved them to Technical meanwhile."
    assert said[third] == "Recruiter moved them to Screen meanwhile."
    assert outcome.change.sentence == "Moved 1 person to Screen."


def test_a_closed_gate_holds_one_and_nothing_is_half_done(opening, people, screen, recruiter):
    move(people[0], screen, by=recruiter)
    opening.stages.filter(pk=screen.pk).update(gate="scorecards")
    outcome = move_many(
        pick(*people, version=False), by=recruiter, to=stage_of(opening, "technical")
    )
    assert (outcome.done, len(outcome.refused)) == (2, 1)
    assert kinds(people[0]) == ["enter", "advance"]


def test_across_openings_each_goes_to_the_stage_of_the_kind(opening, people, recruiter):
    other = make_opening(by=recruiter)
    elsewhere = make_application(other)
    move_many(pick(people[0], elsewhere), by=recruiter, to=StageKind.SCREEN)
    assert fresh(people[0]).stage == stage_of(opening, "screen")
    assert fresh(elsewhere).stage == stage_of(other, "screen")


def test_moves_are_undone_but_for_those_with_whom_something_happened(
    opening, people, screen, recruiter, lead
):
    change = move_many(pick(*people), by=recruiter, to=screen).change
    went_on, *others = people
    move(fresh(went_on), stage_of(opening, "technical"), by=lead)
    _, done, stands = undo_change(change.pk, by=recruiter)
    assert (done, len(stands)) == (2, 1)
    assert stands[0].sentence == "Lead moved them to Technical meanwhile."
    assert {fresh(row).stage.kind for row in others} == {"inbox"}
    assert fresh(went_on).stage.kind == "technical"
    assert kinds(others[0]) == ["enter", "advance", "correct"]


def test_rejections_are_undone_by_further_rows(people, recruiter):
    change = reject_many(pick(*people), by=recruiter, reason="Position filled").change
    assert {fresh(row).state for row in people} == {"rejected"}
    undo_change(change.pk, by=recruiter)
    assert {fresh(row).state for row in people} == {"active"}
    assert kinds(people[0]) == ["enter", "reject", "correct"]


def test_a_tag_is_taken_off_those_it_was_put_on_alone(people, recruiter):
    had = people[0]
    tag_people([had.candidate], "Speech", by=recruiter)
    outcome = tag_many(pick(*people), by=recruiter, name="speech")
    assert (outcome.done, outcome.same) == (2, 1)
    undo_change(outcome.change.pk, by=recruiter)
    assert Tagging.objects.get().candidate == had.candidate


def test_owners_are_put_back_unless_given_on_since(opening, people, recruiter, lead):
    Membership.objects.create(opening=opening, user=lead)
    first, second, third = people
    assign(first, lead, by=recruiter)
    change = assign_many(pick(*people), by=recruiter, owner=recruiter).change
    assert {fresh(row).owner for row in people} == {recruiter}
    assign(third, lead, by=lead)
    _, done, stands = undo_change(change.pk, by=recruiter)
    assert [fresh(row).owner for row in people] == [lead, None, lead]
    assert (done, stands[0].sentence) == (2, "They were given to somebody else since.")
    assert second.pk


def test_who_cannot_see_to_it_is_given_nobody(people, recruiter, interviewer):
    outcome = assign_many(pick(*people), by=recruiter, owner=interviewer)
    assert (outcome.done, len(outcome.refused)) == (0, 3)
    assert "cannot see to this" in outcome.refused[0].sentence


def test_messages_are_filled_for_each_wait_a_minute_and_come_back(people, recruiter):
    mute = make_application(people[0].opening, candidate=make_candidate(email=""))
    outcome = message_many(
        pick(*people, mute), by=recruiter, subject="About {opening}", text="Dear {candidate}"
    )
    assert [refusal.application for refusal in outcome.refused] == [mute]
    texts = set(Message.objects.values_list("text", flat=True))
    assert texts == {f"Dear {row.candidate.name}" for row in people}
    waits = OutboxMessage.objects.waiting().order_by("pk").first()
    assert timedelta(0) < waits.due_at - timezone.now() <= timedelta(minutes=1)
    _, done, _ = undo_change(outcome.change.pk, by=recruiter)
    assert done == 3
    assert not OutboxMessage.objects.waiting().exists()


def test_a_message_that_left_is_not_taken_back(people, recruiter):
    change = message_many(pick(people[0]), by=recruiter, subject="Hello", text="You").change
    OutboxMessage.objects.update(due_at=timezone.now())
    send_due()
    _, done, stands = undo_change(change.pk, by=recruiter)
    assert (done, stands[0].sentence) == (0, "The message has left.")


def test_whoever_is_hidden_is_moved_but_neither_tagged_nor_written_to(recruiter, lead):
    opening = make_opening(by=lead, is_blind=True)
    row = make_application(opening, candidate=make_candidate(name="Amara Osei"))
    hidden = Application.objects.managed_by(recruiter).select_related("candidate", "opening").get()
    for outcome in (
        tag_many(pick(hidden), by=recruiter, name="Speech"),
        message_many(pick(hidden), by=recruiter, subject="Hello", text="Dear {candidate}"),
    ):
        assert (outcome.done, len(outcome.refused)) == (0, 1)
        assert "Amara" not in str(outcome.change.rows)
    assert move_many(pick(hidden), by=recruiter, to=stage_of(opening, "screen")).done == 1
    assert not Tagging.objects.exists()
    assert fresh(row).stage.kind == "screen"


def test_a_change_is_undone_once_by_who_made_it_and_not_for_ever(
    people, screen, recruiter, lead, acme
):
    change = move_many(pick(*people), by=recruiter, to=screen).change
    with pytest.raises(ManyChange.DoesNotExist):
        undo_change(change.pk, by=lead)
    undo_change(change.pk, by=recruiter)
    with pytest.raises(TooLate, match="already"):
        undo_change(change.pk, by=recruiter)
    old = move_many(pick(*map(fresh, people)), by=recruiter, to=screen).change
    long_ago = timezone.now() - timedelta(minutes=acme.undo_minutes + 1)
    ManyChange.objects.filter(pk=old.pk).update(created_at=long_ago)
    with pytest.raises(TooLate, match="too long ago"):
        undo_change(old.pk, by=recruiter)


def test_who_lost_the_opening_meanwhile_undoes_nothing_in_it(opening, people, screen, lead):
    place = Membership.objects.create(opening=opening, user=lead)
    change = move_many(pick(*people), by=lead, to=screen).change
    place.delete()
    _, done, stands = undo_change(change.pk, by=lead)
    assert (done, len(stands)) == (0, 3)
    assert fresh(people[0]).stage == screen


def test_of_two_who_move_the_same_people_at_once_one_does(own_database):
    company = Company.objects.get(slug="acme")
    with inside(company):
        users = [User.objects.get(email=f"{who}@example.com") for who in ("recruiter", "lead")]
        opening = make_opening(by=users[0])
        opening.stages.update(gate="none")
        people = [make_application(opening) for _ in range(4)]
        stages = [stage_of(opening, kind) for kind in ("screen", "technical")]
        orders = [people, list(reversed(people))]

    def attempt(at):
        rows = [Application.objects.select_related("opening").get(pk=row.pk) for row in orders[at]]
        picked = [Picked(row, 1) for row in rows]
        return lambda: move_many(picked, by=users[at], to=stages[at])

    with inside(company):
        outcomes = at_once(company, *map(attempt, range(2)))
        assert sum(outcome.done for outcome in outcomes) == 4
        assert sum(len(outcome.refused) for outcome in outcomes) == 4
        assert {len(kinds(row)) for row in people} == {2}


def test_one_who_was_rejected_meanwhile_is_named_so(people, recruiter, lead, screen):
    picked = pick(*people)
    reject(fresh(people[0]), by=lead, reason="No")
    outcome = move_many(picked, by=recruiter, to=screen)
    assert [refusal.sentence for refusal in outcome.refused] == ["Lead rejected them meanwhile."]
